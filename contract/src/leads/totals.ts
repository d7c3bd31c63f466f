import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { leadFilter } from './filter.ts'

export const leadTotals = endpoint({
  name: 'leads.totals',
  method: 'GET',
  path: '/v1/leads/totals',
  summary: 'Count what a search finds, and add up its money',
  description:
    'Takes the filters of the list. Exact whatever the number, so it may take longer than a page of the list. Amounts are of ' +
    'what is booked now, returns taken off; currencies are never added together.',
  scopes: reading,
  query: strict(leadFilter),
  spread: { fields: 'field.' },
  status: 200,
  output: z
    .object({
      leads: z.int(),
      sold: z.int().describe('Leads that are sold now.'),
      money: z
        .array(z.object({ currency: z.string(), revenue: z.string(), payout: z.string() }))
        .describe('One entry for each currency of the leads found, by currency.'),
    })
    .meta({ id: 'LeadTotals' }),
  errors: [],
})
