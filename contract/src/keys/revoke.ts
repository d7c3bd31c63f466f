import { z } from 'zod'
import { adminOnly, endpoint } from '../endpoint.ts'
import { strict } from '../strict.ts'

export const revokeKey = endpoint({
  name: 'keys.revoke',
  method: 'DELETE',
  path: '/v1/keys/{id}',
  summary: 'Revoke an API key',
  description: 'At once and for ever. Revoking a key twice is no mistake.',
  scopes: adminOnly,
  params: strict({ id: z.string().regex(/^\d{1,18}$/, 'Expected the id of a key') }),
  status: 204,
  errors: [404],
})
