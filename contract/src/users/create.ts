import { z } from 'zod'
import { adminOnly, endpoint } from '../endpoint.ts'
import { roles } from '../me/me.ts'
import { strict } from '../strict.ts'
import { user } from './user.ts'

export const createUser = endpoint({
  name: 'users.create',
  method: 'POST',
  path: '/v1/users',
  summary: 'Add a person to the account',
  description: '409 `email_taken` when the account has a user with that address.',
  scopes: adminOnly,
  body: strict({
    email: z
      .string()
      .trim()
      .toLowerCase()
      .max(320)
      .regex(/^[^\s@]+@[^\s@]+$/, 'Expected an email address'),
    name: z.string().trim().max(200).default(''),
    role: z.enum(roles).default('operator'),
    password: z.string().min(10, 'A password has at least 10 characters').max(1000),
  }),
  example: { email: 'ann@example.com', name: 'Ann', role: 'operator', password: 'correct horse battery' },
  status: 201,
  output: user,
  errors: [409],
})
