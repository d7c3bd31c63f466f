// Undo of an import: the leads that it made are erased, as long as nothing of them left the house. What suppliers were to be paid for
// them is booked back.

import type { TransactionSql } from 'postgres'

import { databaseNow } from '../../db/clock.ts'
import type { IdBlock } from '../../db/ids.ts'
import { eraseLeads } from '../../erasure/eraseLeads.ts'
import { insertBookings } from '../../settlement/booking.ts'
import { payoutReversal } from '../../settlement/corrections.ts'
import { readBooked } from '../../settlement/readBooked.ts'
import type { JobAction, JobLead, RunningScope } from '../action.ts'
import type { ErasingParts } from './delete.ts'

export interface UndoImportOptions {
  readonly importId: string
}

export interface UndoImportParts extends ErasingParts {
  readonly dispatchIds: IdBlock
  /** Places in caps came free: leads may wait for them. */
  readonly onFreed: () => void
}

export function createUndoImport(parts: UndoImportParts): JobAction<UndoImportOptions> {
  return {
    name: 'undoImport',
    chunk: 250,
    async consider(tx, { accountId }, _options, leads) {
      const sent = await sentOf(tx, accountId, leads)
      return leads.map(({ id, erased }) => {
        if (erased) return 'erased already'
        const delivery = sent.get(id)
        return delivery === undefined ? null : `already sent to ${delivery}`
      })
    },
    async run(tx, scope, _options, leads, afterCommit) {
      const { accountId, setup, actor } = scope
      // What a worker takes up between the question and the erasure would be sent all the same.
      await lockDispatches(tx, accountId, leads)
      const sent = await sentOf(tx, accountId, leads)
      const free = leads.filter(({ id }) => !sent.has(id))
      await takePayoutsBack(tx, scope, free)
      const { erased, concluded } = await eraseLeads(tx, parts.dispatchIds, { setup, leads: free, actor })
      afterCommit(() => {
        if (concluded.settledLeads.length > 0) parts.onSettled(concluded.settledLeads)
        parts.onFreed()
      })
      return leads.map(({ id }) => {
        const delivery = sent.get(id)
        if (delivery !== undefined) return { kind: 'leftOut', reason: `already sent to ${delivery}` }
        return erased.has(id)
          ? { kind: 'succeeded', outcome: 'erased', reason: null }
          : { kind: 'leftOut', reason: 'erased already' }
      })
    },
  }
}

/** By lead: a delivery that something of it was sent to. */
async function sentOf(
  tx: TransactionSql,
  accountId: string,
  leads: readonly JobLead[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx<{ leadId: string; delivery: string }[]>`
    SELECT DISTINCT ON (d.lead_id) d.lead_id::text AS "leadId", d.delivery FROM dispatches d
    WHERE d.account_id = ${accountId} AND d.lead_id = ANY(${leads.map(({ id }) => id)}::bigint[])
      AND (d.state NOT IN ('queued', 'held', 'skipped', 'cancelled', 'expired')
        OR EXISTS (SELECT 1 FROM attempts a WHERE a.account_id = d.account_id AND a.dispatch_id = d.id AND a.outcome IS DISTINCT FROM 'not_sent'))
    ORDER BY d.lead_id, d.id`
  return new Map(rows.map(({ leadId, delivery }) => [leadId, delivery]))
}

/** Before the leads, as settlement does. */
async function lockDispatches(tx: TransactionSql, accountId: string, leads: readonly JobLead[]): Promise<void> {
  await tx`
    SELECT 1 FROM dispatches d WHERE d.account_id = ${accountId} AND d.lead_id = ANY(${leads.map(({ id }) => id)}::bigint[])
    ORDER BY d.id FOR UPDATE`
}

async function takePayoutsBack(tx: TransactionSql, scope: RunningScope, leads: readonly JobLead[]): Promise<void> {
  const { accountId, setup } = scope
  const ids = leads.map(({ id }) => id)
  const booked = await readBooked(tx, accountId, ids)
  const bookings = leads.flatMap(({ id, campaign, supplier }) => {
    const amount = booked.of(id).payout.get(null) ?? 0n
    const currency = setup.campaigns.get(campaign)?.doc.currency
    if (amount <= 0n || supplier === null || currency === undefined) return []
    const subject = {
      accountId,
      at: databaseNow(),
      currency,
      campaign,
      leadId: id,
      supplier,
      note: 'The import was undone',
    }
    return [payoutReversal(subject, { amount, buyer: null, dispatchId: null })]
  })
  if (bookings.length === 0) return
  await insertBookings(tx, bookings)
  await tx`
    UPDATE leads l SET payout = 0
    WHERE l.account_id = ${accountId} AND l.id = ANY(${bookings.map(({ leadId }) => leadId)}::bigint[])`
}
