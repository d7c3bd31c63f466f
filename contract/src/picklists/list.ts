import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { nextCursor, pageQuery } from '../setup/documents.ts'
import { storedPicklist } from './stored.ts'

export const listPicklists = endpoint({
  name: 'picklists.list',
  method: 'GET',
  path: '/v1/picklists',
  summary: 'List picklists by key',
  scopes: reading,
  query: pageQuery,
  status: 200,
  output: z.object({ picklists: z.array(storedPicklist), nextCursor }),
  errors: [],
})
