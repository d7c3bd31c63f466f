// Creates or replaces a set-up document, when nothing is wrong with it.

import type { TransactionSql } from 'postgres'

import type { SetupKind } from '@switchyard/contract/setup/documents.ts'

import { audit } from '../access/audit.ts'
import { invalid, Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { activation } from './activation.ts'
import { draftOf } from './draft.ts'
import { lockProblems, wasUnlocked, withLock } from './lock.ts'
import type { SetupParts } from './parts.ts'
import { quotaProblem } from './quota.ts'
import type { Sealer } from './sealing.ts'
import { keepSecrets, maskSecrets } from './secrets.ts'
import { shownDocument } from './shown.ts'
import { beginChange, readDocument, writeDocument, type StoredDocument } from './store.ts'
import { dependentProblems } from './validate/dependents.ts'
import { documentProblems, type Draft } from './validate/document.ts'
import { readWorld } from './world.ts'

export interface Put {
  readonly kind: SetupKind
  readonly key: string
  readonly body: unknown
  /** The If-Match header. */
  readonly ifMatch: string | undefined
  readonly caller: Caller
  readonly requestId: string
  /** Where the content of an earlier version is written again. */
  readonly restores?: { readonly version: number; readonly note: string | undefined } | undefined
}

/** Answers the document as it is shown. Refuses with 400 and 422, every mistake with its path, and 409 by version. */
export async function putDocument(parts: SetupParts, put: Put): Promise<Readonly<Record<string, unknown>>> {
  const { kind, key, caller } = put
  const { accountId } = caller
  const given = draftOf(kind, key, put.body)
  const written = await parts.db.asAccount(accountId, async (tx) => {
    await beginChange(tx)
    const before = await readDocument(tx, kind, key)
    checkVersion(put.ifMatch, before)
    const draft = withLock(given, put.body, before?.doc ?? null)
    const { draft: whole, problems } = withSecrets(parts.sealer, put, draft, before)
    const world = await readWorld(tx)
    const found = [...problems, ...documentProblems(key, whole, world, parts.allowHosts)]
    // A document with mistakes of its own would break others with each of them: those are told once.
    if (found.length === 0) found.push(...dependentProblems(key, whole, world, parts.allowHosts))
    const full = quotaProblem(key, whole, world)
    if (full) found.push(full)
    const status = activation(whole, before?.doc ?? null, caller.scope)
    if (status.kind === 'refused') found.push(status.problem)
    found.push(...lockProblems(whole, before?.doc ?? null, caller.scope))
    if (found.length > 0) throw invalid(found, 422, 'invalid_setup')
    const doc = parts.sealer.seal(accountId, kind, key, whole.doc)
    const { version: restoredFrom, note } = put.restores ?? {}
    const after = await writeDocument(tx, { kind, key, doc, actor: caller.actor, restoredFrom, note })
    await record(tx, put, before, after, status.kind === 'override')
    return after
  })
  // The caller's next request must already meet the new set-up, so this does not wait for the notification.
  await parts.live.refresh(accountId)
  return shownDocument(kind, written)
}

function checkVersion(ifMatch: string | undefined, stored: StoredDocument | null): void {
  if (ifMatch === undefined) return
  const wanted = ifMatch.trim().replace(/^W\//, '').replaceAll('"', '')
  const newest = stored === null ? 'none' : String(stored.version)
  if (wanted === newest || (wanted === '*' && stored !== null)) return
  const detail = `Somebody changed this in between: its version is ${newest}, you saw ${wanted}`
  throw new Problem(409, 'version_conflict', detail)
}

function withSecrets(sealer: Sealer, put: Put, draft: Draft, before: StoredDocument | null) {
  if (draft.kind !== 'delivery') return { draft, problems: [] }
  const opened = before === null ? null : openOrNothing(sealer, put, before)
  const kept = keepSecrets('delivery', draft.doc, opened)
  return { draft: { kind: draft.kind, doc: kept.doc } as const, problems: kept.problems }
}

/** Secrets that no longer open (the instance has another key) are as good as gone: they have to be written again. */
function openOrNothing(sealer: Sealer, put: Put, stored: StoredDocument): unknown {
  try {
    return sealer.open(put.caller.accountId, put.kind, put.key, stored.doc)
  } catch {
    return null
  }
}

async function record(
  tx: TransactionSql,
  put: Put,
  before: StoredDocument | null,
  after: StoredDocument,
  override: boolean,
): Promise<void> {
  const { kind, key, caller, requestId } = put
  const entry = { accountId: caller.accountId, actor: caller.actor, object: `${kind} ${key}`, requestId }
  await audit(tx, {
    ...entry,
    action: put.restores ? `${kind}.restore` : `${kind}.put`,
    before: before === null ? null : maskSecrets(kind, before.doc),
    after: maskSecrets(kind, after.doc),
  })
  if (override) await audit(tx, { ...entry, action: 'delivery.activatedUntested' })
  if (wasUnlocked(kind, before?.doc ?? null, after.doc)) await audit(tx, { ...entry, action: 'picklist.unlock' })
}
