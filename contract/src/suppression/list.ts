import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { nextCursor, pageQuery } from '../setup/documents.ts'
import { storedSuppressionList } from './stored.ts'

export const listSuppressionLists = endpoint({
  name: 'suppression.list',
  method: 'GET',
  path: '/v1/suppression',
  summary: 'List suppression lists by key',
  scopes: reading,
  query: pageQuery,
  status: 200,
  output: z.object({ suppression: z.array(storedSuppressionList), nextCursor }),
  errors: [],
})
