import { endpoint, operating } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'

export const deleteSuppressionList = endpoint({
  name: 'suppression.delete',
  method: 'DELETE',
  path: '/v1/suppression/{key}',
  summary: 'Delete a suppression list',
  description: '409 `in_use` while another document names it.',
  scopes: operating,
  params: keyParams,
  status: 204,
  errors: [404, 409],
})
