import { z } from 'zod'
import { strict } from '../strict.ts'
import { amount, timezone } from './parts.ts'

const figure = z
  .union([z.int().min(0).max(1_000_000_000), amount], {
    error: 'Expected a whole number of leads, or with "unit": "money" an amount as text such as "500.00"',
  })
  .meta({ examples: [100, '500.00'] })

const weekdays = strict({
  mon: figure.optional(),
  tue: figure.optional(),
  wed: figure.optional(),
  thu: figure.optional(),
  fri: figure.optional(),
  sat: figure.optional(),
  sun: figure.optional(),
}).describe("Caps of a day: that weekday's figure, in the cap's zone; weekdays left out have `limit`.")

const parts = {
  period: z
    .enum(['hour', 'day', 'week', 'month', 'total', 'rolling'])
    .describe('Calendar windows (weeks begin on Monday), all time, or rolling: any span of that many hours or days.'),
  unit: z
    .enum(['count', 'money'])
    .optional()
    .describe(
      "What is counted: leads, or money in the campaign's currency. On a delivery or buyer the price booked, on a campaign " +
        'or a supplier the payout on acceptance. Left out: leads.',
    ),
  limit: figure.describe('Leads as a number; money as text.'),
  hours: z.int().min(1).max(8784).optional().describe('Length of a rolling window.'),
  days: z.int().min(1).max(366).optional().describe('Length of a rolling window in days of 24 hours.'),
  weekdays: weekdays.optional(),
  timezone: timezone.optional().describe("Left out: the campaign's."),
  whenFull: z
    .enum(['next', 'hold', 'reject'])
    .default('next')
    .describe(
      'On a delivery or buyer: `next` goes on to the next in line, `hold` keeps the lead until the reset or until a place comes ' +
        'free, `reject` ends the route: nobody further down is asked. At intake a full cap always rejects.',
    ),
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
