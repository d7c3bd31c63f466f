import { z } from 'zod'
import { documentKey } from '../../setup/parts.ts'
import { strict } from '../../strict.ts'

export const returnOptions = strict({
  reason: z
    .string()
    .trim()
    .min(1, 'Say why it came back')
    .max(200)
    .describe('One of `GET /v1/return-reasons`; case makes no difference.'),
  buyer: documentKey
    .optional()
    .describe('BID of the buyer that gave it back. Leads that were sold to several are left out without it.'),
  reversePayout: z
    .boolean({ error: 'Say whether the suppliers lose their payout: true or false' })
    .describe('Whether the payout is taken back from the suppliers too.'),
  reprocess: z
    .boolean()
    .default(false)
    .describe('Run the route of each lead again, never to a buyer that gave it back.'),
}).meta({ id: 'ReturnOptions' })
export type ReturnOptions = z.output<typeof returnOptions>
