import { endpoint, reading } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'
import { storedPicklist } from './stored.ts'

export const showPicklist = endpoint({
  name: 'picklists.show',
  method: 'GET',
  path: '/v1/picklists/{key}',
  summary: 'Show a picklist',
  scopes: reading,
  params: keyParams,
  status: 200,
  output: storedPicklist,
  errors: [404],
})
