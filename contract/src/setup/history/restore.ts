// A version of a set-up document becomes the newest again.

import { z } from 'zod'
import { storedBuyer } from '../../buyers/stored.ts'
import { storedCampaign } from '../../campaigns/stored.ts'
import { storedDelivery } from '../../deliveries/stored.ts'
import { endpoint, operating } from '../../endpoint.ts'
import { storedMapper } from '../../mappers/stored.ts'
import { storedPicklist } from '../../picklists/stored.ts'
import { strict } from '../../strict.ts'
import { storedSupplier } from '../../suppliers/stored.ts'
import { storedSuppressionList } from '../../suppression/stored.ts'
import { ifMatch, setupPlaces, type SetupKind } from '../documents.ts'
import { bidVersion, keyVersion, referenceVersion, sidVersion } from './params.ts'

/** By the kind of document. */
export const restoreOf = {
  picklist: restore('picklist', keyVersion, storedPicklist),
  mapper: restore('mapper', keyVersion, storedMapper),
  supplier: restore('supplier', sidVersion, storedSupplier),
  buyer: restore('buyer', bidVersion, storedBuyer),
  suppression: restore('suppression', keyVersion, storedSuppressionList),
  campaign: restore('campaign', referenceVersion, storedCampaign),
  delivery: restore('delivery', keyVersion, storedDelivery),
} as const satisfies Record<SetupKind, unknown>

function restore<Params extends z.ZodType, Output extends z.ZodType>(kind: SetupKind, params: Params, output: Output) {
  const { noun, id, one } = setupPlaces[kind]
  return endpoint({
    name: `${noun}.restore`,
    method: 'POST',
    path: `/v1/${noun}/{${id}}/history/{version}/restore`,
    summary: `Roll a ${one} back to a version`,
    description:
      'Writes the content of that version as a new one, checked like a PUT against the set-up of today. Brings back what was deleted.',
    scopes: operating,
    headers: [ifMatch],
    params,
    body: strict({ reason: z.string().trim().max(500).optional().describe('Kept with the new version.') }).prefault({}),
    example: { reason: 'The new codes were wrong' },
    status: 200,
    output,
    errors: [404, 409, 422],
  })
}
