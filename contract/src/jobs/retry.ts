import { endpoint, operating } from '../endpoint.ts'
import { jobId } from './id.ts'
import { job } from './job.ts'

export const retryJob = endpoint({
  name: 'jobs.retry',
  method: 'POST',
  path: '/v1/jobs/{id}/retry',
  summary: 'Do the failed leads of a job again',
  description:
    'Leads that failed wait again and the job runs on. Those whose request went out and brought no known answer are not among them: they wait for a person. 409 `nothing_failed` when there is none.',
  scopes: operating,
  params: jobId,
  status: 200,
  output: job,
  errors: [404, 409],
})
