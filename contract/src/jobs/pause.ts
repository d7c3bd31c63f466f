import { endpoint, operating } from '../endpoint.ts'
import { jobId } from './id.ts'
import { job } from './job.ts'

export const pauseJob = endpoint({
  name: 'jobs.pause',
  method: 'POST',
  path: '/v1/jobs/{id}/pause',
  summary: 'Pause a job',
  description:
    'Nothing new begins from now on; what is being sent at this moment ends. 409 `wrong_state` unless it runs. Pausing twice is no mistake.',
  scopes: operating,
  params: jobId,
  status: 200,
  output: job,
  errors: [404, 409],
})
