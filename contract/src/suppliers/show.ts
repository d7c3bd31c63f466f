import { endpoint, reading } from '../endpoint.ts'
import { sidParams } from '../setup/documents.ts'
import { storedSupplier } from './stored.ts'

export const showSupplier = endpoint({
  name: 'suppliers.show',
  method: 'GET',
  path: '/v1/suppliers/{sid}',
  summary: 'Show a supplier',
  scopes: reading,
  params: sidParams,
  status: 200,
  output: storedSupplier,
  errors: [404],
})
