// One version of a set-up document.

import { z } from 'zod'
import { endpoint, reading } from '../../endpoint.ts'
import { setupPlaces, type SetupKind } from '../documents.ts'
import { bidVersion, keyVersion, referenceVersion, sidVersion } from './params.ts'
import { differences, documentVersion } from './version.ts'

/** By the kind of document. */
export const versionOf = {
  picklist: showVersion('picklist', keyVersion),
  mapper: showVersion('mapper', keyVersion),
  supplier: showVersion('supplier', sidVersion),
  buyer: showVersion('buyer', bidVersion),
  suppression: showVersion('suppression', keyVersion),
  campaign: showVersion('campaign', referenceVersion),
  delivery: showVersion('delivery', keyVersion),
} as const satisfies Record<SetupKind, unknown>

function showVersion<Params extends z.ZodType>(kind: SetupKind, params: Params) {
  const { noun, id, one } = setupPlaces[kind]
  return endpoint({
    name: `${noun}.version`,
    method: 'GET',
    path: `/v1/${noun}/{${id}}/history/{version}`,
    summary: `Show a version of a ${one}`,
    scopes: reading,
    params,
    status: 200,
    output: documentVersion.extend({
      document: z.record(z.string(), z.unknown()).nullable().describe('As it was; null where it was deleted.'),
      restoring: differences.describe('What would be different from today if it were restored.'),
    }),
    errors: [404],
  })
}
