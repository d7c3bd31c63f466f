import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { cause } from './cause.ts'
import { causeId } from './id.ts'

export const keepCause = endpoint({
  name: 'causes.keep',
  method: 'POST',
  path: '/v1/causes/{id}/keep',
  summary: 'Say that a cause needs no cure',
  description:
    'It leaves the queue until somebody opens it again, also with the leads that come later. The cure `keep` writes it on the leads.',
  scopes: operating,
  params: causeId,
  body: strict({ reason: z.string().trim().min(1, 'Say why, in a few words').max(500) }),
  example: { reason: 'We do not sell these' },
  status: 200,
  output: cause,
  errors: [404],
})
