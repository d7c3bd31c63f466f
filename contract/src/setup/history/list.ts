// Who changed a set-up document, when and what: the same endpoint for every kind.

import { z } from 'zod'
import { endpoint, reading } from '../../endpoint.ts'
import { limit } from '../../query.ts'
import { strict } from '../../strict.ts'
import { bidParams, keyParams, referenceParams, setupPlaces, sidParams, type SetupKind } from '../documents.ts'
import { documentVersion } from './version.ts'

/** By the kind of document. Answers deleted documents too; 404 for one that never was. */
export const historyOf = {
  picklist: history('picklist', keyParams),
  mapper: history('mapper', keyParams),
  supplier: history('supplier', sidParams),
  buyer: history('buyer', bidParams),
  suppression: history('suppression', keyParams),
  campaign: history('campaign', referenceParams),
  delivery: history('delivery', keyParams),
} as const satisfies Record<SetupKind, unknown>

function history<Params extends z.ZodType>(kind: SetupKind, params: Params) {
  const { noun, id, one } = setupPlaces[kind]
  return endpoint({
    name: `${noun}.history`,
    method: 'GET',
    path: `/v1/${noun}/{${id}}/history`,
    summary: `List the versions of a ${one}, newest first`,
    description:
      'Each with who wrote it, when, and what is different from the version before. Deleted ones keep theirs.',
    scopes: reading,
    params,
    query: strict({
      limit: limit(20, 100),
      cursor: z
        .string()
        .regex(/^\d{1,9}$/, 'Expected the `nextCursor` of the page before')
        .optional()
        .describe("The answer's `nextCursor`, for the next page."),
    }),
    status: 200,
    output: z.object({ versions: z.array(documentVersion), nextCursor: z.string().nullable() }),
    errors: [404],
  })
}
