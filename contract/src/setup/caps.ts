import { z } from 'zod'
import { strict } from '../strict.ts'
import { timezone } from './parts.ts'

const parts = {
  period: z.enum(['hour', 'day', 'week', 'month', 'total']).describe('Calendar windows; weeks begin on Monday.'),
  limit: z.int().min(0).max(1_000_000_000),
  timezone: timezone.optional().describe("Left out: the campaign's."),
  whenFull: z
    .enum(['next', 'hold', 'reject'])
    .default('next')
    .describe('Go on to the next in line, hold until the reset, or reject.'),
}

const cap = strict(parts).meta({ id: 'Cap' })
const intakeCap = strict({
  ...parts,
  field: z.string().min(1).max(100).optional().describe('Count one value of this picklist field only.'),
  value: z.string().max(500).optional(),
})
  .refine((one) => (one.field === undefined) === (one.value === undefined), {
    error: '"field" and "value" belong together',
    path: ['value'],
  })
  .meta({ id: 'IntakeCap' })

export const caps = z.array(cap).max(50).default([])
export const intakeCaps = z.array(intakeCap).max(200).default([])
