// A stored document as the API shows it.

import { parseWith } from '@switchyard/contract/issues.ts'
import { setupPlaces, type SetupKind } from '@switchyard/contract/setup/documents.ts'
import { buyer, mapper, picklist, supplier, suppressionList } from '@switchyard/contract/setup/lists.ts'
import { campaign } from '@switchyard/contract/setup/campaign.ts'
import { delivery } from '@switchyard/contract/setup/delivery.ts'

import { maskSecrets } from './secrets.ts'
import type { StoredDocument } from './store.ts'

const schemas = { campaign, delivery, picklist, mapper, supplier, buyer, suppression: suppressionList } as const

/**
 * Secrets masked, properties in the documented order (the database keeps its own) and, in documents of an older version, with
 * the defaults that came later.
 */
export function shownDocument(kind: SetupKind, stored: StoredDocument): Readonly<Record<string, unknown>> {
  const masked = maskSecrets(kind, stored.doc)
  const parsed = parseWith(schemas[kind], masked)
  // What is stored was an object when it was parsed; one that today's schema refuses is shown as it is.
  const doc = (parsed.ok ? parsed.value : masked) as Readonly<Record<string, unknown>>
  return {
    [setupPlaces[kind].id]: stored.key,
    version: stored.version,
    updatedAt: stored.updatedAt.toISOString(),
    updatedBy: stored.updatedBy,
    ...doc,
  }
}
