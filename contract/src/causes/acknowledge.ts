import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { cause } from './cause.ts'
import { causeId } from './id.ts'

export const acknowledgeCause = endpoint({
  name: 'causes.acknowledge',
  method: 'POST',
  path: '/v1/causes/{id}/acknowledge',
  summary: 'Say that a cause is known',
  description: 'Says that somebody looks after it; it stays in the list.',
  scopes: operating,
  params: causeId,
  body: strict({ reason: z.string().trim().max(500).optional() }).prefault({}),
  example: { reason: 'The supplier mends its form' },
  status: 200,
  output: cause,
  errors: [404],
})
