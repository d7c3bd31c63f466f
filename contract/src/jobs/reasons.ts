import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { jobId } from './id.ts'
import { jobItemStates } from './words.ts'

export const listJobReasons = endpoint({
  name: 'jobs.reasons',
  method: 'GET',
  path: '/v1/jobs/{id}/reasons',
  summary: "Count a job's leads by what came of them and why",
  description:
    'Leads that failed or were left out, by state, outcome and reason, most frequent first; 100 reasons at most, `more` when there are ' +
    'others. The leads behind one of them: `GET /v1/jobs/{id}/items` with its `state` and `reason`.',
  scopes: reading,
  params: jobId,
  status: 200,
  output: z.object({
    reasons: z.array(
      z.object({
        state: z.enum(jobItemStates),
        outcome: z.string().nullable(),
        reason: z.string().nullable(),
        count: z.int(),
      }),
    ),
    more: z.boolean(),
  }),
  errors: [404],
})
