import { endpoint, reading } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'
import { storedMapper } from './stored.ts'

export const showMapper = endpoint({
  name: 'mappers.show',
  method: 'GET',
  path: '/v1/mappers/{key}',
  summary: 'Show a mapper',
  scopes: reading,
  params: keyParams,
  status: 200,
  output: storedMapper,
  errors: [404],
})
