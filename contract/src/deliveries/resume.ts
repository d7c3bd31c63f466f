import { endpoint, operating } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'
import { storedDelivery } from './stored.ts'

export const resumeDelivery = endpoint({
  name: 'deliveries.resume',
  method: 'POST',
  path: '/v1/deliveries/{key}/resume',
  summary: 'Resume a paused delivery',
  description:
    'A paused delivery becomes active again and its queue goes on in order. Its breaker and the pause that its destination ' +
    'asked for are forgotten. A delivery that is active already is answered as it is.',
  scopes: operating,
  params: keyParams,
  status: 200,
  output: storedDelivery,
  errors: [404, 409],
})
