// Deletes a set-up document that nothing else needs.

import type { TransactionSql } from 'postgres'

import { setupPlaces, type SetupKind } from '@switchyard/contract/setup/documents.ts'

import { audit } from '../access/audit.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { isLocked } from './lock.ts'
import type { SetupParts } from './parts.ts'
import { maskSecrets } from './secrets.ts'
import { beginChange, readDocument, removeDocument } from './store.ts'
import { usesOf } from './validate/uses.ts'
import { readWorld } from './world.ts'

export interface Deletion {
  readonly kind: SetupKind
  readonly key: string
  /** Deliveries: take back what waits for them. */
  readonly cancelQueued: boolean
  readonly caller: Caller
  readonly requestId: string
}

/** Refuses with 404, and with 409 while other documents, leads or waiting dispatches need it. */
export async function deleteDocument(parts: SetupParts, deletion: Deletion): Promise<void> {
  const { kind, key, caller } = deletion
  const { accountId, actor } = caller
  if (kind === 'delivery' && deletion.cancelQueued) {
    // Looked at first, so that nothing is cancelled for a delivery that then cannot be deleted.
    await parts.db.asAccount(accountId, (tx) => refuseUnlessFree(tx, kind, key))
    await parts.cancelWaiting(accountId, key, `Cancelled: the delivery was deleted by ${actor}`)
  }
  await parts.db.asAccount(accountId, async (tx) => {
    await beginChange(tx)
    const before = await refuseUnlessFree(tx, kind, key)
    if (kind === 'delivery') await refuseWhileQueued(tx, key)
    if (kind === 'suppression') {
      await tx`DELETE FROM suppression_entries e WHERE e.account_id = current_account() AND e.list = ${key}`
    }
    await removeDocument(tx, { kind, key, actor })
    await audit(tx, {
      accountId,
      actor,
      action: `${kind}.delete`,
      object: `${kind} ${key}`,
      before: maskSecrets(kind, before),
      requestId: deletion.requestId,
    })
  })
  await parts.live.refresh(accountId)
}

async function refuseUnlessFree(tx: TransactionSql, kind: SetupKind, key: string): Promise<unknown> {
  const { one } = setupPlaces[kind]
  const stored = await readDocument(tx, kind, key)
  if (!stored) throw notFound(`The ${one} ${key}`)
  const uses = usesOf(kind, key, await readWorld(tx))
  if (uses.length > 0) {
    const shown = uses.slice(0, 5).join(', ') + (uses.length > 5 ? ` and ${uses.length - 5} more` : '')
    throw new Problem(409, 'in_use', `The ${one} ${key} is named by ${shown}. Change that first.`)
  }
  if (isLocked(kind, stored.doc))
    throw new Problem(409, 'locked', `The picklist ${key} is locked. An admin unlocks it first.`)
  if (kind === 'campaign') {
    const leads = await tx`SELECT 1 FROM leads l WHERE l.account_id = current_account() AND l.campaign = ${key} LIMIT 1`
    if (leads.length > 0) {
      throw new Problem(409, 'in_use', `The campaign ${key} has leads, so it stays. Pause it to take no more.`)
    }
  }
  return stored.doc
}

async function refuseWhileQueued(tx: TransactionSql, delivery: string): Promise<void> {
  const [row] = await tx<{ waiting: number; sending: number }[]>`
    SELECT count(*) FILTER (WHERE d.state IN ('queued', 'held'))::int AS waiting,
      count(*) FILTER (WHERE d.state = 'sending')::int AS sending
    FROM dispatches d
    WHERE d.account_id = current_account() AND d.delivery = ${delivery} AND d.state IN ('queued', 'held', 'sending')`
  const { waiting = 0, sending = 0 } = row ?? {}
  if (waiting > 0) {
    const words = waiting === 1 ? '1 dispatch waits' : `${waiting} dispatches wait`
    const detail = `${words} for this delivery. Delete it with ?cancelQueued=true to cancel ${waiting === 1 ? 'it' : 'them'}.`
    throw new Problem(409, 'queued_dispatches', detail)
  }
  if (sending > 0) {
    const words = sending === 1 ? '1 lead is' : `${sending} leads are`
    throw new Problem(409, 'being_sent', `${words} being sent at this moment. Try again shortly.`, {
      headers: { 'retry-after': '5' },
    })
  }
}
