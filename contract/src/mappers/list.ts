import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { nextCursor, pageQuery } from '../setup/documents.ts'
import { storedMapper } from './stored.ts'

export const listMappers = endpoint({
  name: 'mappers.list',
  method: 'GET',
  path: '/v1/mappers',
  summary: 'List mappers by key',
  scopes: reading,
  query: pageQuery,
  status: 200,
  output: z.object({ mappers: z.array(storedMapper), nextCursor }),
  errors: [],
})
