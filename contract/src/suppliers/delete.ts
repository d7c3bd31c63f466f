import { endpoint, operating } from '../endpoint.ts'
import { sidParams } from '../setup/documents.ts'

export const deleteSupplier = endpoint({
  name: 'suppliers.delete',
  method: 'DELETE',
  path: '/v1/suppliers/{sid}',
  summary: 'Delete a supplier',
  description: '409 `in_use` while another document names it.',
  scopes: operating,
  params: sidParams,
  status: 204,
  errors: [404, 409],
})
