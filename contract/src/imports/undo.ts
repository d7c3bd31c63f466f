import { endpoint, operating } from '../endpoint.ts'
import { job } from '../jobs/job.ts'
import { importId } from './id.ts'

export const undoImport = endpoint({
  name: 'imports.undo',
  method: 'POST',
  path: '/v1/imports/{id}/undo',
  summary: 'Take the new leads of an import out again',
  description:
    'Makes a job that erases the leads which the import made, as long as nothing of them was sent to a buyer; the others are left out with ' +
    'the reason. What it changed in leads that were there before stays; each lead keeps its revisions. 409 `wrong_state` unless it was run.',
  scopes: operating,
  params: importId,
  status: 202,
  output: job,
  errors: [404, 409],
})
