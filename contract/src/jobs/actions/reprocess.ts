import { z } from 'zod'
import { strict } from '../../strict.ts'

export const waivableChecks = ['fields', 'filters', 'dedupe', 'caps'] as const

export const reprocessOptions = strict({
  skip: z
    .array(z.enum(waivableChecks))
    .default([])
    .describe('Checks that are not made this once. Suppression and consent are always checked.'),
  reason: z.string().trim().max(500).optional().describe('Why; asked for when checks are skipped.'),
})
  .refine(({ skip, reason }) => skip.length === 0 || Boolean(reason), {
    path: ['reason'],
    error: 'Say why the checks are skipped, in a few words',
  })
  .meta({ id: 'ReprocessOptions' })
export type ReprocessOptions = z.output<typeof reprocessOptions>
