import { endpoint, operating } from '../endpoint.ts'
import { job } from './job.ts'
import { jobRequest } from './request.ts'

export const createJob = endpoint({
  name: 'jobs.create',
  method: 'POST',
  path: '/v1/jobs',
  summary: 'Make a job',
  description:
    'Its leads are fixed here and now: what matches the query later is not in it. The work is done by the server; nothing has to stay open.',
  scopes: operating,
  headers: [
    {
      name: 'Idempotency-Key',
      description:
        'The same key with the same body answers the same job, marked `Idempotent-Replay: true`; with another body 422 `idempotency_mismatch`.',
    },
  ],
  body: jobRequest,
  bodyLimit: 4 * 1024 * 1024,
  example: { action: 'redeliver', selection: { ids: ['10423', '10424'] }, options: { delivery: 'acme' } },
  status: 202,
  output: job,
  errors: [422],
})
