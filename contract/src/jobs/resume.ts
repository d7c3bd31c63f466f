import { endpoint, operating } from '../endpoint.ts'
import { jobId } from './id.ts'
import { job } from './job.ts'

export const resumeJob = endpoint({
  name: 'jobs.resume',
  method: 'POST',
  path: '/v1/jobs/{id}/resume',
  summary: 'Go on with a paused job',
  description:
    'It goes on exactly where it stopped. 409 `wrong_state` when it has ended. Resuming twice is no mistake.',
  scopes: operating,
  params: jobId,
  status: 200,
  output: job,
  errors: [404, 409],
})
