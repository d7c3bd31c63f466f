import { z } from 'zod'
import { adminOnly, endpoint } from '../endpoint.ts'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'
import { baseUrl, pairing } from './pairing.ts'

export const createPairing = endpoint({
  name: 'pairings.create',
  method: 'POST',
  path: '/v1/pairings',
  summary: 'Invite another Switchyard to send leads',
  description:
    'The invite is shown this once; hand it to the other side, whose `POST /v1/pairings/accept` does the rest: keys and the ' +
    'secret that signs results go from one to the other by themselves. It can be accepted once, within 7 days.',
  scopes: adminOnly,
  body: strict({
    supplier: documentKey.describe('SID under which its leads come in.'),
    campaign: documentKey.describe('The campaign that takes them.'),
    url: baseUrl
      .optional()
      .describe('Where the other side reaches this instance. Left out: the address this call came to.'),
  }),
  example: { supplier: 'NORTH', campaign: 'auto-warranty' },
  status: 201,
  output: z.object({ ...pairing.shape, invite: z.string(), expiresAt: z.iso.datetime() }),
  errors: [422],
})
