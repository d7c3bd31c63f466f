// A stored document as the API shows it.

import { setupPlaces, type SetupKind } from '@switchyard/contract/setup/documents.ts'

import { currentForm } from './currentForm.ts'
import { maskSecrets } from './secrets.ts'
import type { StoredDocument } from './store.ts'

/**
 * Secrets masked, properties in the documented order (the database keeps its own) and, in documents of an older version, with
 * the defaults that came later.
 */
export function shownDocument(kind: SetupKind, stored: StoredDocument): Readonly<Record<string, unknown>> {
  // What is stored was an object when it was parsed.
  const doc = currentForm(kind, maskSecrets(kind, stored.doc)) as Readonly<Record<string, unknown>>
  return {
    [setupPlaces[kind].id]: stored.key,
    version: stored.version,
    updatedAt: stored.updatedAt.toISOString(),
    updatedBy: stored.updatedBy,
    ...doc,
  }
}
