import { endpoint, operating } from '../endpoint.ts'
import { bidParams } from '../setup/documents.ts'
import { storedBuyer } from './stored.ts'

export const pauseBuyer = endpoint({
  name: 'buyers.pause',
  method: 'POST',
  path: '/v1/buyers/{bid}/pause',
  summary: 'Pause a buyer',
  description:
    'The buyer is not active any more: routing passes all its deliveries over, and what waits for them stays on their queues.',
  scopes: operating,
  params: bidParams,
  status: 200,
  output: storedBuyer,
  errors: [404],
})
