import { z } from 'zod'
import { adminOnly, endpoint } from '../endpoint.ts'
import { nextCursor, pageQuery } from '../setup/documents.ts'
import { user } from './user.ts'

export const listUsers = endpoint({
  name: 'users.list',
  method: 'GET',
  path: '/v1/users',
  summary: "List the account's people",
  scopes: adminOnly,
  query: pageQuery,
  status: 200,
  output: z.object({ users: z.array(user), nextCursor }),
  errors: [],
})
