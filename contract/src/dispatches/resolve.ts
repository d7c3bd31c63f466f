import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { dispatchStates } from '../leads/words.ts'
import { strict } from '../strict.ts'
import { dispatchId } from './id.ts'
import { resolution } from './resolution.ts'

export const resolveDispatch = endpoint({
  name: 'dispatches.resolve',
  method: 'POST',
  path: '/v1/dispatches/{id}/resolve',
  summary: 'Decide what became of a dispatch',
  description:
    'For a dispatch in `review`. `accepted` books the money, uses its place in the caps and ends the route; `rejected` lets the ' +
    'route go on; `sendAgain` queues it once more, and an answer "duplicate" then means that the buyer had it already. ' +
    '409 `not_in_review` when it is decided already, whoever was quicker; 409 `under_way` when the lead is on its way through ' +
    'the same delivery by another dispatch.',
  scopes: operating,
  params: dispatchId,
  body: strict({
    ...resolution,
    reference: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .describe("With `accepted`: the buyer's own id for the lead."),
  }).refine((body) => body.as === 'accepted' || (body.price === undefined && body.reference === undefined), {
    error: 'A price and a reference belong to "accepted" alone',
    path: ['as'],
  }),
  example: { as: 'accepted', reason: 'Found in the buyer’s portal', price: '12.50', reference: 'B-4711' },
  status: 200,
  output: z.object({
    id: z.string(),
    lead: z.string().describe('Id of the lead.'),
    delivery: z.string(),
    state: z.enum(dispatchStates),
    reason: z.string().nullable(),
    price: z.string().nullable(),
    reference: z.string().nullable(),
  }),
  errors: [404, 409, 422],
})
