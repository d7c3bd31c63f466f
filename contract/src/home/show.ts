import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { dispositionCodes } from '../leads/words.ts'
import { timezone } from '../setup/parts.ts'
import { strict } from '../strict.ts'
import { need } from './need.ts'

const count = z.int().min(0)
const time = z.iso.datetime()
const span = { from: time, to: time.describe('Not included.') }
const counts = { received: count, accepted: count, sold: count }

const figures = z
  .object({
    ...span,
    ...counts,
    rejected: count,
    money: z
      .array(z.object({ currency: z.string(), revenue: z.string(), payout: z.string() }))
      .describe('By currency; never added together.'),
  })
  .describe('Leads received in the span, and what has become of them since.')

export const showHome = endpoint({
  name: 'home.show',
  method: 'GET',
  path: '/v1/home',
  summary: 'Show what needs a person, and how today goes',
  description:
    'What waits for a person; today beside the same weekday of last week up to the same time of day; the hours of today and the ' +
    'last 14 days. Leads are counted by when they were received, so each number is what `GET /v1/leads` finds with its `from`, ' +
    '`to` and `test=false`. Days before today may be a minute old where counting them is slow.',
  scopes: reading,
  query: strict({ timezone: timezone.default('UTC').describe('IANA zone whose days are meant.') }),
  status: 200,
  output: z
    .object({
      at: time,
      timezone: z.string(),
      hasLeads: z.boolean().describe('The account has had a lead, test leads among them.'),
      needs: z.array(need).describe('Most urgent first.'),
      today: figures,
      lastWeek: figures.describe('The same weekday a week before, up to the same time of day.'),
      hours: z
        .array(z.object({ ...span, ...counts, lastWeek: count.describe('Received in the same hour a week before.') }))
        .describe('The whole day: 23 to 25 hours.'),
      days: z.array(z.object({ day: z.iso.date(), ...span, ...counts })).describe('14 days, today the last.'),
      reasons: z
        .array(z.object({ code: z.enum(dispositionCodes), leads: count }))
        .describe('Why leads of today stand rejected, the most frequent first; five at most.'),
    })
    .meta({ id: 'Home' }),
  errors: [],
})
