import { endpoint, reading } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'
import { storedDelivery } from './stored.ts'

export const showDelivery = endpoint({
  name: 'deliveries.show',
  method: 'GET',
  path: '/v1/deliveries/{key}',
  summary: 'Show a delivery',
  scopes: reading,
  params: keyParams,
  status: 200,
  output: storedDelivery,
  errors: [404],
})
