import { endpoint, operating } from '../endpoint.ts'
import { job } from '../jobs/job.ts'
import { importId } from './id.ts'

export const runImport = endpoint({
  name: 'imports.run',
  method: 'POST',
  path: '/v1/imports/{id}/run',
  summary: 'Run an import',
  description:
    'Makes a job of its rows; progress, pause, cancel and retry are those of the job. Each row is judged once more when its turn comes, by ' +
    'the same rules as the preview. Running it again answers the same job. 409 `wrong_state` while it is being read, ' +
    '422 `cannot_run` with what is in the way.',
  scopes: operating,
  params: importId,
  status: 202,
  output: job,
  errors: [404, 409, 422],
})
