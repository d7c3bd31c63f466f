import { endpoint, reading } from '../endpoint.ts'
import { pairing, pairingId } from './pairing.ts'

export const showPairing = endpoint({
  name: 'pairings.show',
  method: 'GET',
  path: '/v1/pairings/{id}',
  summary: 'One pairing',
  scopes: reading,
  params: pairingId,
  status: 200,
  output: pairing,
  errors: [404],
})
