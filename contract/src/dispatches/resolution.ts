// What a person decides about dispatches of which nobody knows the outcome.

import { z } from 'zod'
import { amount } from '../setup/parts.ts'

export const resolvedAs = ['accepted', 'rejected', 'sendAgain'] as const
export type ResolvedAs = (typeof resolvedAs)[number]

export const resolution = {
  as: z
    .enum(resolvedAs)
    .describe(
      '`accepted`: the buyer has the lead. `rejected`: it does not want it. `sendAgain`: under the same Idempotency-Key.',
    ),
  reason: z.string().trim().min(1, 'Say why, in a few words').max(500),
  price: amount.optional().describe("With `accepted`: what the buyer pays. Left out: the delivery's own price."),
}
