import { endpoint, operating } from '../endpoint.ts'
import { bidParams } from '../setup/documents.ts'

export const deleteBuyer = endpoint({
  name: 'buyers.delete',
  method: 'DELETE',
  path: '/v1/buyers/{bid}',
  summary: 'Delete a buyer',
  description: '409 `in_use` while another document names it.',
  scopes: operating,
  params: bidParams,
  status: 204,
  errors: [404, 409],
})
