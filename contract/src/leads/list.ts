import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { cursor, limit } from '../query.ts'
import { strict } from '../strict.ts'
import { leadFilter } from './filter.ts'
import { listedLead } from './lead.ts'

export const listLeads = endpoint({
  name: 'leads.list',
  method: 'GET',
  path: '/v1/leads',
  summary: 'Search leads',
  description: 'All filters given must hold. Newest first unless `sort=received`.',
  scopes: reading,
  query: strict({
    ...leadFilter,
    sort: z.enum(['-received', 'received']).default('-received'),
    limit: limit(50),
    cursor,
  }),
  spread: { fields: 'field.' },
  status: 200,
  output: z.object({
    leads: z.array(listedLead),
    total: z
      .object({ value: z.int(), exact: z.boolean() })
      .describe(
        'At least so many. `exact` is false beyond 10,000, and where a filter that no index answers would have to look at more than 40,000 leads; `GET /v1/leads/totals` counts all of them.',
      ),
    nextCursor: z.string().nullable(),
  }),
  errors: [],
})
