import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { jobId } from './id.ts'

export const showJobFile = endpoint({
  name: 'jobs.file',
  method: 'GET',
  path: '/v1/jobs/{id}/file',
  summary: 'Fetch the file that a job made',
  description: 'The file itself, as an attachment. 409 `not_ready` until the job is done; 404 when it makes none.',
  scopes: reading,
  params: jobId,
  status: 200,
  output: z.unknown(),
  errors: [404, 409],
})
