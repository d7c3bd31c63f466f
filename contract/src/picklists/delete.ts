import { endpoint, operating } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'

export const deletePicklist = endpoint({
  name: 'picklists.delete',
  method: 'DELETE',
  path: '/v1/picklists/{key}',
  summary: 'Delete a picklist',
  description: '409 `in_use` while another document names it.',
  scopes: operating,
  params: keyParams,
  status: 204,
  errors: [404, 409],
})
