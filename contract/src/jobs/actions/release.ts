import { z } from 'zod'
import { strict } from '../../strict.ts'

export const releaseOptions = strict({
  to: z.enum(['process', 'reject']).describe('Let them go on, or refuse them.'),
  perMinute: z
    .number()
    .min(0.1)
    .max(600_000)
    .optional()
    .describe('Leads per minute at most; left out, as fast as it goes.'),
  reason: z.string().trim().min(1).max(500).optional().describe('Kept with each lead.'),
}).meta({ id: 'ReleaseOptions' })
export type ReleaseOptions = z.output<typeof releaseOptions>
