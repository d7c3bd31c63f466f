import { endpoint, operating } from '../endpoint.ts'
import { flag } from '../query.ts'
import { keyParams } from '../setup/documents.ts'
import { strict } from '../strict.ts'

export const deleteDelivery = endpoint({
  name: 'deliveries.delete',
  method: 'DELETE',
  path: '/v1/deliveries/{key}',
  summary: 'Delete a delivery',
  description:
    "409 `queued_dispatches` says how many dispatches wait; `cancelQueued=true` cancels them. 409 `in_use` while its campaign's route names it.",
  scopes: operating,
  params: keyParams,
  query: strict({ cancelQueued: flag('Cancel the dispatches that still wait.') }),
  status: 204,
  errors: [404, 409],
})
