import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { job } from '../jobs/job.ts'
import { strict } from '../strict.ts'
import { affectedBy } from './affected.ts'

export const recheckAffected = endpoint({
  name: 'causes.recheck',
  method: 'POST',
  path: '/v1/causes/recheck',
  summary: 'Check the leads again that a changed document could let through',
  description:
    'Makes a job of the leads that `GET /v1/causes/affected` counts: they are checked again under the set-up of today and go on along ' +
    'their route; of a delivery, those that it refused are sent to it again. 422 `nothing_affected` where there are none.',
  scopes: operating,
  headers: [
    {
      name: 'Idempotency-Key',
      description: 'The same key with the same body answers the same job.',
    },
  ],
  body: strict({ ...affectedBy, reason: z.string().trim().max(500).optional() }),
  example: { kind: 'picklist', key: 'makes' },
  status: 202,
  output: job,
  errors: [422],
})
