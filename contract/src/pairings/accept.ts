import { z } from 'zod'
import { adminOnly, endpoint } from '../endpoint.ts'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'
import { baseUrl, pairing } from './pairing.ts'

export const acceptPairing = endpoint({
  name: 'pairings.accept',
  method: 'POST',
  path: '/v1/pairings/accept',
  summary: 'Accept an invite, and send leads there',
  description:
    'Makes an active delivery of method `upstream`: leads that the other side takes wait as `pending` until it tells what its own ' +
    'buyer said. Fields that both campaigns have under the same key are sent.',
  scopes: adminOnly,
  body: strict({
    invite: z.string().trim().min(20).max(2000),
    buyer: documentKey.describe('BID of the other side.'),
    campaign: documentKey.describe('The campaign whose leads go there.'),
    delivery: documentKey.describe('Key of the delivery that is made.'),
    url: baseUrl
      .optional()
      .describe('Where the other side reaches this instance. Left out: the address this call came to.'),
  }),
  example: { invite: 'sy-invite-eyJ1cmwiOiJodHRwczovL2', buyer: 'SOUTH', campaign: 'auto-warranty', delivery: 'south' },
  status: 201,
  output: z.object({
    ...pairing.shape,
    warnings: z.array(z.string()).describe('What the other side wants and our campaign does not have.'),
  }),
  errors: [409, 422],
})
