import { endpoint, operating } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'
import { storedDelivery } from './stored.ts'

export const pauseDelivery = endpoint({
  name: 'deliveries.pause',
  method: 'POST',
  path: '/v1/deliveries/{key}/pause',
  summary: 'Pause a delivery',
  description:
    'An active delivery becomes paused: routing passes it over, and what waits for it stays on its queue until it is resumed. ' +
    'Calls under way end. A delivery that is paused already is answered as it is.',
  scopes: operating,
  params: keyParams,
  status: 200,
  output: storedDelivery,
  errors: [404, 409],
})
