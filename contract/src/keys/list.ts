import { z } from 'zod'
import { adminOnly, endpoint } from '../endpoint.ts'
import { nextCursor, pageQuery } from '../setup/documents.ts'
import { apiKey } from './key.ts'

export const listKeys = endpoint({
  name: 'keys.list',
  method: 'GET',
  path: '/v1/keys',
  summary: 'List API keys, newest first',
  scopes: adminOnly,
  query: pageQuery,
  status: 200,
  output: z.object({ keys: z.array(apiKey), nextCursor }),
  errors: [],
})
