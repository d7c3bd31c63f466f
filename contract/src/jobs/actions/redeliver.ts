import { z } from 'zod'
import { documentKey } from '../../setup/parts.ts'
import { strict } from '../../strict.ts'

export const redeliverOptions = strict({
  delivery: documentKey
    .optional()
    .describe("Key of the delivery. May be left out when each lead's campaign has one delivery only."),
  skipRules: z.boolean().default(false).describe("Send also what the delivery's filter rules do not want."),
  includeAccepted: z.boolean().default(false).describe('Send also what the delivery has accepted before.'),
  perSecond: z
    .number()
    .min(0.01)
    .max(10_000)
    .optional()
    .describe('Leads per second at most; left out, as fast as the destination takes them.'),
  tryFirst: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'Send so many and pause: `waitsForGo` is true then, `resume` sends the rest, and `cancel` leaves it alone. Leads that are left ' +
        'out do not count.',
    ),
}).meta({ id: 'RedeliverOptions' })
export type RedeliverOptions = z.output<typeof redeliverOptions>
