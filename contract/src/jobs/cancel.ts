import { endpoint, operating } from '../endpoint.ts'
import { jobId } from './id.ts'
import { job } from './job.ts'

export const cancelJob = endpoint({
  name: 'jobs.cancel',
  method: 'POST',
  path: '/v1/jobs/{id}/cancel',
  summary: 'Cancel a job',
  description:
    'Leads that wait are left alone, dispatches of it that wait are cancelled; what has been done stays done. 409 `wrong_state` when it has ended.',
  scopes: operating,
  params: jobId,
  status: 200,
  output: job,
  errors: [404, 409],
})
