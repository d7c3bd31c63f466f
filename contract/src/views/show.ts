import { endpoint, reading } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'
import { storedView } from './view.ts'

export const showView = endpoint({
  name: 'views.show',
  method: 'GET',
  path: '/v1/views/{key}',
  summary: 'Show a saved view',
  scopes: reading,
  params: keyParams,
  status: 200,
  output: storedView,
  errors: [404],
})
