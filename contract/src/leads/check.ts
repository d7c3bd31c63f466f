import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { decision } from './decision.ts'
import { disposition } from './disposition.ts'
import { leadId } from './id.ts'
import { leadStatuses } from './words.ts'

export const checkLead = endpoint({
  name: 'leads.check',
  method: 'POST',
  path: '/v1/leads/{id}/check',
  summary: 'Say what would become of a lead now',
  description:
    'Changes nothing. The lead is checked under the set-up and the clock of this moment, edits included, and routed with what it has ' +
    'behind it: never to a buyer that has it or gave it back. For a lead that is accepted already it says whether its values would ' +
    'still pass.',
  scopes: operating,
  params: leadId,
  status: 200,
  output: z
    .object({
      id: z.string(),
      now: z.enum(leadStatuses).describe('What it is.'),
      status: z.enum(leadStatuses).describe('What it would be.'),
      disposition,
      duplicateOf: z.string().nullable(),
      decision: decision.nullable().describe('Every delivery with its reason; null when it would not be routed.'),
      offers: z
        .array(
          z.object({
            delivery: z.string(),
            buyer: z.string().nullable(),
            holdUntil: z.iso.datetime().nullable(),
            holdReason: z.string().nullable(),
          }),
        )
        .describe('Who would be offered it first.'),
      leftOut: z
        .string()
        .nullable()
        .describe('Why reprocessing it would do nothing, in words; null when it would not.'),
      words: z.array(z.string()).describe('The whole of it, sentence by sentence.'),
    })
    .meta({ id: 'LeadCheck' }),
  errors: [404, 409],
})
