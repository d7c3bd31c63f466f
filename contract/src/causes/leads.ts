import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { instant, limit } from '../query.ts'
import { listedLead } from '../leads/lead.ts'
import { strict } from '../strict.ts'
import { causeId } from './id.ts'

export const listCauseLeads = endpoint({
  name: 'causes.leads',
  method: 'GET',
  path: '/v1/causes/{id}/leads',
  summary: 'List the leads of a cause, newest first',
  scopes: reading,
  params: causeId,
  query: strict({
    from: instant('Leads received at or after this time.'),
    to: instant('Leads received before this time.'),
    limit: limit(50),
    cursor: z
      .string()
      .regex(/^\d{1,18}$/, 'Expected the `nextCursor` of the page before')
      .optional(),
  }),
  status: 200,
  output: z.object({ leads: z.array(listedLead), total: z.int(), nextCursor: z.string().nullable() }),
  errors: [404],
})
