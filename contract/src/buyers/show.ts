import { endpoint, reading } from '../endpoint.ts'
import { bidParams } from '../setup/documents.ts'
import { storedBuyer } from './stored.ts'

export const showBuyer = endpoint({
  name: 'buyers.show',
  method: 'GET',
  path: '/v1/buyers/{bid}',
  summary: 'Show a buyer',
  scopes: reading,
  params: bidParams,
  status: 200,
  output: storedBuyer,
  errors: [404],
})
