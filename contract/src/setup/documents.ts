// What the endpoints of every kind of set-up document have in common.

import { z } from 'zod'
import { cursor, limit } from '../query.ts'
import { strict } from '../strict.ts'
import { documentKey } from './parts.ts'

export const setupKinds = ['picklist', 'mapper', 'supplier', 'buyer', 'suppression', 'campaign', 'delivery'] as const
export type SetupKind = (typeof setupKinds)[number]

/** Where a kind's documents live and by which word they are addressed. */
export const setupPlaces = {
  picklist: { noun: 'picklists', id: 'key', one: 'picklist', several: 'picklists' },
  mapper: { noun: 'mappers', id: 'key', one: 'mapper', several: 'mappers' },
  supplier: { noun: 'suppliers', id: 'sid', one: 'supplier', several: 'suppliers' },
  buyer: { noun: 'buyers', id: 'bid', one: 'buyer', several: 'buyers' },
  suppression: { noun: 'suppression', id: 'key', one: 'suppression list', several: 'suppression lists' },
  campaign: { noun: 'campaigns', id: 'reference', one: 'campaign', several: 'campaigns' },
  delivery: { noun: 'deliveries', id: 'key', one: 'delivery', several: 'deliveries' },
} as const satisfies Record<SetupKind, { noun: string; id: string; one: string; several: string }>

/** What the server adds to a stored document. */
export const stored = {
  version: z.int().describe('Counts the times it was written.'),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
}

const ignored = z.unknown().optional().describe('As the server told it; ignored here.')
/** What was read can be written back as it is: what the server added is known in a PUT, and means nothing there. */
export const readOnly = { version: ignored, updatedAt: ignored, updatedBy: ignored }

/** In the body the document's own key may be given again; it must be the one of the path. */
export const ownKey = documentKey.optional()

export const keyParams = strict({ key: documentKey })
export const referenceParams = strict({ reference: documentKey })
export const sidParams = strict({ sid: documentKey })
export const bidParams = strict({ bid: documentKey })

export const pageQuery = strict({ limit: limit(500), cursor })

export const ifMatch = {
  name: 'If-Match',
  description: 'A version: 409 `version_conflict` unless it is still the newest.',
}
export const nextCursor = z.string().nullable()
