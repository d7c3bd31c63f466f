import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { nextCursor, pageQuery } from '../setup/documents.ts'
import { storedSupplier } from './stored.ts'

export const listSuppliers = endpoint({
  name: 'suppliers.list',
  method: 'GET',
  path: '/v1/suppliers',
  summary: 'List suppliers by key',
  scopes: reading,
  query: pageQuery,
  status: 200,
  output: z.object({ suppliers: z.array(storedSupplier), nextCursor }),
  errors: [],
})
