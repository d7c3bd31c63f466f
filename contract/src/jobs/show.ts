import { endpoint, reading } from '../endpoint.ts'
import { jobId } from './id.ts'
import { job } from './job.ts'

export const showJob = endpoint({
  name: 'jobs.show',
  method: 'GET',
  path: '/v1/jobs/{id}',
  summary: 'Show how far a job is',
  scopes: reading,
  params: jobId,
  status: 200,
  output: job,
  errors: [404],
})
