// The words that a return may be given as its reason.

import { z } from 'zod'
import { stored } from '../setup/documents.ts'
import { strict } from '../strict.ts'

const reason = z.string().trim().min(1, 'A reason has at least one letter').max(200)

export const returnReasons = strict({
  reasons: z
    .array(reason)
    .min(1, 'Name at least one reason')
    .max(200)
    .refine(eachOnce, 'Each reason once; case and spaces make no difference')
    .describe('In the order in which people are shown them.'),
  otherReasons: z.boolean().default(false).describe('True: a return may also give a reason of its own.'),
}).meta({ id: 'ReturnReasons' })
export type ReturnReasons = z.output<typeof returnReasons>

/** `version` 0 and no writer: the reasons that the product brings, nobody has changed them. */
export const storedReturnReasons = z
  .object({
    ...returnReasons.shape,
    version: stored.version,
    updatedAt: stored.updatedAt.nullable(),
    updatedBy: stored.updatedBy.nullable(),
  })
  .meta({ id: 'StoredReturnReasons' })

function eachOnce(reasons: readonly string[]): boolean {
  return new Set(reasons.map((text) => text.toLowerCase().replace(/\s+/g, ' '))).size === reasons.length
}
