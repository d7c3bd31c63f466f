import { z } from 'zod'
import { documentKey } from '../../setup/parts.ts'
import { strict } from '../../strict.ts'
import { waivableChecks } from './reprocess.ts'

export const cureOptions = strict({
  set: strict({
    field: z.string().min(1).max(100),
    from: z.string().max(2000).nullable().optional(),
    to: z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]),
  })
    .optional()
    .describe('A new value where `from` was received; left out `from`: whatever was.'),
  skip: z.array(z.enum(waivableChecks)).default([]),
  delivery: documentKey.optional().describe('Send accepted leads to this delivery again; nothing is checked then.'),
  reason: z.string().trim().max(1000).optional(),
  setupVersion: z.int().min(0).default(0).describe('Waits until the set-up is known as it was then.'),
})
  .refine(({ skip, reason }) => skip.length === 0 || Boolean(reason), {
    path: ['reason'],
    error: 'Say why the checks are skipped, in a few words',
  })
  .meta({ id: 'CureOptions' })
export type CureOptions = z.output<typeof cureOptions>
