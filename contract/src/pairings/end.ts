import { adminOnly, endpoint } from '../endpoint.ts'
import { pairingId } from './pairing.ts'

export const endPairing = endpoint({
  name: 'pairings.end',
  method: 'DELETE',
  path: '/v1/pairings/{id}',
  summary: 'End a pairing',
  description:
    'Where leads come in: its key is revoked, results of leads that are here already are still told. Where leads go out: the ' +
    'delivery is paused, results of leads that are there already are still taken.',
  scopes: adminOnly,
  params: pairingId,
  status: 204,
  errors: [404],
})
