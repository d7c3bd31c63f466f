import { endpoint, reading } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'
import { storedSuppressionList } from './stored.ts'

export const showSuppressionList = endpoint({
  name: 'suppression.show',
  method: 'GET',
  path: '/v1/suppression/{key}',
  summary: 'Show a suppression list',
  scopes: reading,
  params: keyParams,
  status: 200,
  output: storedSuppressionList,
  errors: [404],
})
