import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { cause } from './cause.ts'
import { causeId } from './id.ts'

export const reopenCause = endpoint({
  name: 'causes.reopen',
  method: 'POST',
  path: '/v1/causes/{id}/reopen',
  summary: 'Take back what was said about a cause',
  description: 'It is open again.',
  scopes: operating,
  params: causeId,
  body: strict({ reason: z.string().trim().max(500).optional() }).prefault({}),
  example: { reason: 'The supplier mends its form' },
  status: 200,
  output: cause,
  errors: [404],
})
