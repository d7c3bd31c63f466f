import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { nextCursor, pageQuery } from '../setup/documents.ts'
import { storedBuyer } from './stored.ts'

export const listBuyers = endpoint({
  name: 'buyers.list',
  method: 'GET',
  path: '/v1/buyers',
  summary: 'List buyers by key',
  scopes: reading,
  query: pageQuery,
  status: 200,
  output: z.object({ buyers: z.array(storedBuyer), nextCursor }),
  errors: [],
})
