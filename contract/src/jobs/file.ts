import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { jobId } from './id.ts'

export const showJobFile = endpoint({
  name: 'jobs.file',
  method: 'GET',
  path: '/v1/jobs/{id}/file',
  summary: 'Fetch the file that a job made',
  description:
    'The file itself, as an attachment, from the first row on: while the job still writes, the answer follows it (and has no length, and ' +
    'breaks off when the job is cancelled). 409 `not_ready` while nothing is written yet; 404 when the job makes no file.',
  scopes: reading,
  params: jobId,
  status: 200,
  output: z.unknown(),
  errors: [404, 409],
})
