// Erasing leads for good. What is left of each is a tombstone that says nothing about anybody, so that counts and money stay right.

import type { TransactionSql } from 'postgres'

import type { IdBlock } from '../db/ids.ts'
import { insertEvents } from '../leads/insertEvents.ts'
import { mayBecome } from '../queue/mayBecome.ts'
import type { LeadRef } from '../readmission/storedLead.ts'
import { conclude, type Concluded } from '../settlement/conclude.ts'
import { within, type SettledDispatch } from '../settlement/write.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { auditErasures } from './auditErasures.ts'
import { erasedWords } from './erasedWords.ts'
import { scrub } from './scrub.ts'
import { scrubImports } from './scrubImports.ts'
import { scrubJobs } from './scrubJobs.ts'

export interface Erasure {
  readonly setup: AccountSetup
  readonly leads: readonly LeadRef[]
  readonly actor: string
  readonly requestId?: string | undefined
}

export interface Erased {
  /** Ids of the leads that were erased now; the others are not there, or were erased before. */
  readonly erased: ReadonlySet<string>
  readonly concluded: Concluded
}

/** Writes everything in `tx`. What is being sent at this moment ends as it ends, and nothing of it is kept (`settleErased`). */
export async function eraseLeads(tx: TransactionSql, dispatchIds: IdBlock, erasure: Erasure): Promise<Erased> {
  const { setup, actor } = erasure
  const { accountId } = setup
  await lockDispatches(tx, accountId, erasure.leads)
  const leads = await lockLeads(tx, accountId, erasure.leads)
  const none = { dispatches: [], settledLeads: [], soldIn: [] }
  if (leads.length === 0) return { erased: new Set(), concluded: none }
  const ids = leads.map((lead) => lead.id)

  await scrubJobs(tx, accountId, leads)
  await scrubImports(tx, accountId, ids)
  // Without its plan no route goes on behind what is cancelled here.
  await tx`
    UPDATE leads l SET plan = NULL, erased_at = now(), updated_at = now()
    WHERE l.account_id = ${accountId} AND l.id = ANY(${ids}::bigint[]) AND ${receivedIn(tx, leads)}`
  const cancelled = await tx<SettledDispatch[]>`
    UPDATE dispatches d SET state = 'cancelled', reason = ${erasedWords}, settled_at = now()
    WHERE d.account_id = ${accountId} AND d.lead_id = ANY(${ids}::bigint[]) AND ${mayBecome(tx, 'cancelled', ['queued', 'held'])}
    RETURNING d.account_id::text AS "accountId", d.id::text AS id, d.lead_id::text AS "leadId",
      d.lead_received_at AS "receivedAt", d.reserved`
  await tx`
    UPDATE dispatches d SET erased = true
    WHERE d.account_id = ${accountId} AND d.lead_id = ANY(${ids}::bigint[]) AND d.state IN ('sending', 'pending', 'review')`
  const ended = cancelled.map((dispatch) => ({ dispatch, state: 'cancelled', price: null, redirectUrl: null }) as const)
  const concluded = await conclude(tx, ended, new Map([[accountId, setup]]), dispatchIds)
  await scrub(tx, accountId, leads)
  await Promise.all([
    insertEvents(
      tx,
      accountId,
      ids.map((leadId) => ({ leadId, kind: 'erased', actor, detail: { text: 'Erased' } })),
    ),
    auditErasures(tx, { accountId, actor, leadIds: ids, requestId: erasure.requestId }),
  ])
  return { erased: new Set(ids), concluded }
}

/** Settlement locks a dispatch before its lead; in the other order the two would wait for each other. */
async function lockDispatches(tx: TransactionSql, accountId: string, leads: readonly LeadRef[]): Promise<void> {
  await tx`
    SELECT 1 FROM dispatches d
    WHERE d.account_id = ${accountId} AND d.lead_id = ANY(${leads.map((lead) => lead.id)}::bigint[])
    ORDER BY d.id FOR UPDATE`
}

interface LockedLead extends LeadRef {
  /** What a person would be searched by. */
  readonly names: readonly string[]
}

async function lockLeads(tx: TransactionSql, accountId: string, leads: readonly LeadRef[]): Promise<LockedLead[]> {
  if (leads.length === 0) return []
  return tx<LockedLead[]>`
    SELECT l.id::text AS id, l.received_at AS "receivedAt",
      array_remove(ARRAY[l.email, l.phone, l.name, l.external_id], NULL) AS names
    FROM leads l
    WHERE l.account_id = ${accountId} AND l.id = ANY(${leads.map((lead) => lead.id)}::bigint[]) AND ${receivedIn(tx, leads)}
      AND l.erased_at IS NULL
    ORDER BY l.id FOR UPDATE`
}

function receivedIn(tx: TransactionSql, leads: readonly LeadRef[]) {
  return within(
    tx,
    tx`l.received_at`,
    leads.map((lead) => lead.receivedAt),
  )
}
