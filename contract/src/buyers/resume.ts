import { endpoint, operating } from '../endpoint.ts'
import { bidParams } from '../setup/documents.ts'
import { storedBuyer } from './stored.ts'

export const resumeBuyer = endpoint({
  name: 'buyers.resume',
  method: 'POST',
  path: '/v1/buyers/{bid}/resume',
  summary: 'Resume a paused buyer',
  description: 'The buyer is active again, and the queues of its deliveries go on in order.',
  scopes: operating,
  params: bidParams,
  status: 200,
  output: storedBuyer,
  errors: [404],
})
