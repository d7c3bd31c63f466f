import { endpoint, reading } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'

export const deleteView = endpoint({
  name: 'views.delete',
  method: 'DELETE',
  path: '/v1/views/{key}',
  summary: 'Delete a saved view',
  description: 'Its owner or, where it is shared, an admin.',
  scopes: reading,
  params: keyParams,
  status: 204,
  errors: [403, 404],
})
