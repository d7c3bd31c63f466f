import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { commaOneOf, cursor, limit } from '../query.ts'
import { nextCursor } from '../setup/documents.ts'
import { strict } from '../strict.ts'
import { jobId } from './id.ts'
import { jobItem } from './job.ts'
import { jobItemStates } from './words.ts'

export const listJobItems = endpoint({
  name: 'jobs.items',
  method: 'GET',
  path: '/v1/jobs/{id}/items',
  summary: "List a job's leads with what came of each",
  scopes: reading,
  params: jobId,
  query: strict({
    state: commaOneOf(jobItemStates, 'State of the item.'),
    reason: z.string().max(2000).optional().describe('Only those with exactly this reason.'),
    limit: limit(100),
    cursor,
  }),
  status: 200,
  output: z.object({ items: z.array(jobItem), nextCursor }),
  errors: [404],
})
