import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { me } from '../me/me.ts'

export const createSession = endpoint({
  name: 'session.create',
  method: 'POST',
  path: '/v1/session',
  summary: 'Sign in',
  description: 'Sets the session cookie. 429 with `Retry-After` after too many wrong passwords.',
  scopes: 'public',
  body: strict({ email: z.string().trim().min(1).max(320), password: z.string().min(1).max(1000) }),
  example: { email: 'ann@example.com', password: '…' },
  status: 200,
  output: me,
  errors: [429],
})
