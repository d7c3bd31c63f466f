import { endpoint, operating } from '../endpoint.ts'
import { importId } from './id.ts'

export const deleteImport = endpoint({
  name: 'imports.delete',
  method: 'DELETE',
  path: '/v1/imports/{id}',
  summary: 'Delete an uploaded file and its rows',
  description: 'Its leads stay. 409 `wrong_state` while it runs.',
  scopes: operating,
  params: importId,
  status: 204,
  errors: [404, 409],
})
