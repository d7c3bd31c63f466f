// An earlier version of a set-up document becomes the newest again, when today's set-up lets it.

import { setupPlaces, type SetupKind } from '@switchyard/contract/setup/documents.ts'

import { notFound, Problem } from '../../http/problem.ts'
import type { Caller } from '../../http/route.ts'
import { currentForm } from '../currentForm.ts'
import type { SetupParts } from '../parts.ts'
import { putDocument } from '../put.ts'
import { maskSecrets } from '../secrets.ts'
import { readVersions } from './readVersions.ts'

export interface Restoring {
  readonly kind: SetupKind
  readonly key: string
  /** As it stands in the address. */
  readonly version: string
  readonly ifMatch: string | undefined
  readonly reason: string | undefined
  readonly caller: Caller
  readonly requestId: string
}

/** Answers the new version as it is shown. Refuses with 404, 409 by version, and 422 with every mistake that it would have today. */
export async function restoreVersion(
  parts: SetupParts,
  restoring: Restoring,
): Promise<Readonly<Record<string, unknown>>> {
  const { kind, key, caller, ifMatch, requestId } = restoring
  const { one } = setupPlaces[kind]
  const number = versionNumber(restoring.version)
  const [stored] =
    number === null
      ? []
      : await parts.db.asAccount(caller.accountId, (tx) => readVersions(tx, kind, key, { upTo: number, limit: 1 }))
  if (number === null || stored?.version !== number) throw notFound(`Version ${restoring.version} of the ${one} ${key}`)
  if (stored.doc === null) {
    throw new Problem(422, 'deleted', `In version ${number} the ${one} ${key} was deleted; restore one before it.`)
  }
  const restores = { version: number, note: restoring.reason === '' ? undefined : restoring.reason }
  const body = bodyOf(parts, caller.accountId, kind, key, stored.doc)
  try {
    return await putDocument(parts, { kind, key, body, ifMatch, caller, requestId, restores })
  } catch (error) {
    // What today's schema does not take is no mistake of the request.
    if (!(error instanceof Problem) || error.status !== 400) throw error
    throw new Problem(422, 'invalid_setup', error.message, { errors: error.errors })
  }
}

/** Digits alone; null for anything else. */
export function versionNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}

function bodyOf({ sealer }: SetupParts, accountId: string, kind: SetupKind, key: string, doc: unknown): unknown {
  const opened = openedOrMasked(() => sealer.open(accountId, kind, key, doc), maskSecrets(kind, doc))
  const form = currentForm(kind, opened)
  if (kind !== 'picklist') return form
  // A list is locked or unlocked on purpose, never by going back.
  const { locked: _locked, lockReason: _lockReason, ...list } = form as Readonly<Record<string, unknown>>
  return list
}

/** A secret of another SWITCHYARD_SECRET cannot be had back: the one of today stays, if it goes to the same host. */
function openedOrMasked(open: () => unknown, masked: unknown): unknown {
  try {
    return open()
  } catch {
    return masked
  }
}
