import { endpoint, operating } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'

export const deleteMapper = endpoint({
  name: 'mappers.delete',
  method: 'DELETE',
  path: '/v1/mappers/{key}',
  summary: 'Delete a mapper',
  description: '409 `in_use` while another document names it.',
  scopes: operating,
  params: keyParams,
  status: 204,
  errors: [404, 409],
})
