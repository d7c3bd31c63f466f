import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { commaOneOf } from '../query.ts'
import { strict } from '../strict.ts'
import { jobId } from './id.ts'
import { jobItemStates } from './words.ts'

export const jobResultsQuery = strict({
  state: commaOneOf(jobItemStates, 'State of the item.'),
  reason: z.string().max(2000).optional().describe('Only those with exactly this reason.'),
})

export const showJobResults = endpoint({
  name: 'jobs.results',
  method: 'GET',
  path: '/v1/jobs/{id}/results',
  summary: 'Fetch what came of each lead of a job as a csv file',
  description:
    'One row for each lead in the order of the job: `Row, LeadID, State, Outcome, Reason, Dispatch, Ended At`. UTF-8 with a byte order mark; ' +
    'text that a spreadsheet would take for a formula has an apostrophe in front.',
  scopes: reading,
  params: jobId,
  query: jobResultsQuery,
  status: 200,
  output: z.unknown(),
  errors: [404],
})
