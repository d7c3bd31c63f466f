import { endpoint, operating } from '../endpoint.ts'
import { jobId } from './id.ts'
import { job } from './job.ts'

export const undoJob = endpoint({
  name: 'jobs.undo',
  method: 'POST',
  path: '/v1/jobs/{id}/undo',
  summary: 'Take back what a job has done',
  description:
    'Makes a job of the action `undo` that gives every lead the job has changed what it had before: values, consent, sales and money ' +
    '(by further ledger rows; none is removed). Leads that were changed again since are left out with the reason. What it would do: ' +
    '`POST /v1/jobs/plan` with `{ "action": "undo", "selection": { "query": { "job": "17:succeeded" } }, "options": { "job": "17" } }`. ' +
    '409 `not_undoable` for actions that cannot be undone, `wrong_state` while the job is under way, `too_late` after 30 days, ' +
    '`undone_already` where it was done before.',
  scopes: operating,
  params: jobId,
  status: 202,
  output: job,
  errors: [404, 409],
})
