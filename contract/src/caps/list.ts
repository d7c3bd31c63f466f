import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { flag } from '../query.ts'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'

const amount = z.union([z.int(), z.string()]).describe('Leads; with unit money an amount as text.')
const time = z.iso.datetime()

const counts = z.object({ used: amount, reserved: amount, overCap: amount })

const standingCap = z
  .object({
    scope: z.string().describe('"delivery acme", "supplier auto-warranty ADC1".'),
    kind: z.enum(['campaign', 'supplier', 'delivery', 'buyer']),
    key: z.string().describe('Reference, SID, key or BID.'),
    campaign: z.string().nullable().describe('Null for a buyer.'),
    field: z.string().nullable().describe('Counts leads with `value` in this field only.'),
    value: z.string().nullable(),
    period: z.enum(['hour', 'day', 'week', 'month', 'total', 'rolling']),
    hours: z.number().nullable().describe('Length of a rolling window.'),
    unit: z.enum(['count', 'money']),
    limit: amount.describe("Of this window: a weekday's own figure where it has one."),
    used: amount.describe('Accepted.'),
    reserved: amount.describe('In flight, among them those of which no answer is known.'),
    overCap: amount.describe('Accepted beside the cap: redelivered or let in by a person.'),
    free: amount,
    full: z.boolean().describe('The next lead finds no place.'),
    words: z.string().describe('As it stands, in words.'),
    windowStart: time.nullable().describe('Null for a total and a rolling cap.'),
    resetsAt: time.nullable().describe('Rolling: when the oldest of what is counted leaves the window.'),
    timezone: z.string().describe('Where its days begin.'),
    whenFull: z.enum(['next', 'hold', 'reject']),
    recounted: counts
      .nullable()
      .optional()
      .describe('With `recompute`: as worked out from leads and dispatches; null where it cannot be told.'),
    drifted: z.boolean().optional().describe('With `recompute`: the two differ, which must never be.'),
  })
  .meta({ id: 'StandingCap' })

export const listCaps = endpoint({
  name: 'caps.list',
  method: 'GET',
  path: '/v1/caps',
  summary: 'List caps as they stand now',
  description:
    'Every cap of the set-up in the window that is open now. Test leads have caps and counts of their own, shown with `test=true`.',
  scopes: reading,
  query: strict({
    scope: z.enum(['campaign', 'supplier', 'delivery', 'buyer']).optional().describe('Caps of this kind only.'),
    campaign: documentKey.optional().describe('Of this campaign, its suppliers and its deliveries.'),
    delivery: documentKey.optional(),
    buyer: documentKey.optional(),
    supplier: documentKey.optional(),
    test: flag('The world of test leads.'),
    recompute: flag('Counts leads and dispatches anew beside what is kept. Needs an admin.'),
  }),
  status: 200,
  output: z.object({ caps: z.array(standingCap) }),
  errors: [403],
})
