// A version of a set-up document as the API tells it.

import type { z } from 'zod'

import type { differences, documentVersion } from '@switchyard/contract/setup/history/version.ts'
import { mostChanges } from '@switchyard/contract/setup/history/version.ts'
import { documentChanges } from '@switchyard/core/setup/documentChanges.ts'

import { withPlainMasks, type Comparer } from './comparable.ts'
import type { StoredVersion } from './readVersions.ts'

export type ShownVersion = z.output<typeof documentVersion>

/** `before`: the version before it; undefined for the first one. */
export function shownVersion(
  stored: StoredVersion,
  before: Pick<StoredVersion, 'doc'> | undefined,
  { comparer, newest }: { readonly comparer: Comparer; readonly newest: number },
): ShownVersion {
  const { version, doc, at, actor, restoredFrom, note } = stored
  const previous = before?.doc ?? null
  const kind = doc === null ? 'deleted' : restoredFrom !== null ? 'restored' : previous === null ? 'created' : 'changed'
  return {
    version,
    at: at.toISOString(),
    actor,
    kind,
    restoredFrom,
    note,
    newest: version === newest,
    ...differencesOf(comparer, previous, doc),
  }
}

/** Between nothing and something there are none to be told one by one. */
export function differencesOf(comparer: Comparer, before: unknown, after: unknown): z.output<typeof differences> {
  if (before === null || after === null) return { changes: [], changeCount: 0 }
  const changes = documentChanges(comparer.of(before), comparer.of(after))
  return { changes: withPlainMasks(changes.slice(0, mostChanges)), changeCount: changes.length }
}
