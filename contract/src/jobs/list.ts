import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { commaList, commaOneOf, cursor, limit } from '../query.ts'
import { nextCursor } from '../setup/documents.ts'
import { strict } from '../strict.ts'
import { job } from './job.ts'
import { jobStates } from './words.ts'

export const listJobs = endpoint({
  name: 'jobs.list',
  method: 'GET',
  path: '/v1/jobs',
  summary: 'List jobs, newest first',
  scopes: reading,
  query: strict({
    state: commaOneOf(jobStates, 'State of the job.'),
    action: commaList('What the jobs do.'),
    limit: limit(50),
    cursor,
  }),
  status: 200,
  output: z.object({ jobs: z.array(job), nextCursor }),
  errors: [],
})
