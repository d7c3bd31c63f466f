import { z } from 'zod'
import { strict } from '../strict.ts'
import { timezone } from './parts.ts'

const spans = z.array(z.string().max(20)).max(20)
const date = z.iso.date('Expected a date such as 2026-12-25')

export const schedule = strict({
  timezone,
  weekly: strict({
    mon: spans.optional(),
    tue: spans.optional(),
    wed: spans.optional(),
    thu: spans.optional(),
    fri: spans.optional(),
    sat: spans.optional(),
    sun: spans.optional(),
  }).describe(
    'Spans such as "09:00-17:30" by weekday; a weekday left out is closed. "22:00-02:00" runs over midnight, "00:00-24:00" is all day.',
  ),
  holidays: z.array(date).max(400).optional().describe('Closed all day.'),
  exceptions: z
    .array(strict({ date, hours: spans }))
    .max(400)
    .optional()
    .describe("Dates with hours of their own in place of the weekday's; no hours: closed."),
  outside: z.enum(['hold', 'skip']).default('hold').describe('Keep the lead until it opens, or go on without it.'),
  spreadMinutes: z
    .int()
    .min(0)
    .max(720)
    .optional()
    .describe('Leads that were held begin over this many minutes from the opening on, not all at once. Left out: 5.'),
}).meta({ id: 'Schedule' })
