import { endpoint, operating } from '../endpoint.ts'
import { job } from '../jobs/job.ts'
import { cureExample, cureRequest } from './cureRequest.ts'

export const cureCause = endpoint({
  name: 'causes.cure',
  method: 'POST',
  path: '/v1/causes/cure',
  summary: 'Cure what leads are refused for',
  description:
    'Writes the change of set-up, if the cure is one, and makes a job that checks the leads again; both or neither. Leads that pass go ' +
    'on along their route with the id they have, as `ACCEPT_LEAD_AFTER_FIX`, or `ACCEPT_LEAD_OVERRIDE` where checks were skipped.',
  scopes: operating,
  headers: [
    {
      name: 'Idempotency-Key',
      description:
        'The same key with the same body answers the same job; with another body 422 `idempotency_mismatch`.',
    },
  ],
  body: cureRequest,
  bodyLimit: 4 * 1024 * 1024,
  example: cureExample,
  status: 202,
  output: job,
  errors: [404, 422],
})
