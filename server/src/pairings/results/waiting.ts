// Results that wait to be applied, and what was sent of their leads.

import type { TransactionSql } from 'postgres'

import type { FeedbackState } from '@switchyard/core/feedback/judgeFeedback.ts'
import type { DispatchState } from '@switchyard/core/lead/states.ts'

import type { SettledDispatch } from '../../settlement/write.ts'
import type { SendingPairing } from './applyFeedback.ts'

export interface Waiting {
  readonly eventId: string
  readonly leadId: string
  readonly reference: string
  readonly state: FeedbackState
  /** In 1/10,000, as text. */
  readonly price: string | null
  readonly reason: string | null
  readonly at: Date
}

export interface Sent extends SettledDispatch {
  readonly state: DispatchState
  readonly reference: string | null
  readonly returned: boolean
  readonly appliedAt: Date | null
}

export function amountOf({ price }: Waiting): bigint | null {
  return price === null ? null : BigInt(price)
}

export async function lockLeadsOf(tx: TransactionSql, accountId: string, leadIds: readonly string[]): Promise<void> {
  // Leads first and by id, as everywhere. Their partition is found through what was sent of them.
  await tx`
    SELECT 1 FROM leads l
    WHERE l.account_id = ${accountId} AND (l.id, l.received_at) IN (
      SELECT d.lead_id, d.lead_received_at FROM dispatches d
      WHERE d.account_id = ${accountId} AND d.lead_id = ANY(${[...leadIds]}::bigint[]))
    ORDER BY l.account_id, l.id FOR UPDATE`
}

/**
 * One for each lead: the newest word on the sale, and a return only when no such word waits. What is older than what was applied is
 * stale then: a lead that was refused first and sold later is never refused here.
 */
export function readWaiting(
  tx: TransactionSql,
  pairing: SendingPairing,
  leadIds: readonly string[],
): Promise<Waiting[]> {
  return tx<Waiting[]>`
    SELECT DISTINCT ON (f.lead_id) f.event_id AS "eventId", f.lead_id::text AS "leadId", f.reference, f.state, f.price::text AS price,
      f.reason, f.at
    FROM feedback_in f
    WHERE f.account_id = ${pairing.accountId} AND f.pairing_id = ${pairing.id} AND f.applied_at IS NULL
      AND f.lead_id = ANY(${[...leadIds]}::bigint[])
    ORDER BY f.lead_id, f.state = 'returned', f.at DESC, f.event_id`
}

export function readSent(tx: TransactionSql, pairing: SendingPairing, items: readonly Waiting[]): Promise<Sent[]> {
  return tx<Sent[]>`
    SELECT d.account_id::text AS "accountId", d.id::text AS id, d.lead_id::text AS "leadId", d.lead_received_at AS "receivedAt",
      d.reserved, d.state, d.reference, d.returned_at IS NOT NULL AS returned,
      (SELECT max(f.at) FROM feedback_in f
       WHERE f.account_id = d.account_id AND f.lead_id = d.lead_id AND f.dispatch_id = d.id AND f.outcome <> 'stale') AS "appliedAt"
    FROM dispatches d
    WHERE d.account_id = ${pairing.accountId} AND d.delivery = ${pairing.delivery}
      AND d.lead_id = ANY(${items.map(({ leadId }) => leadId)}::bigint[])
    ORDER BY d.id DESC FOR UPDATE`
}

/** The one that the other side answered with that id; else the newest of which no answer is written. */
export function dispatchOf(item: Waiting, sent: readonly Sent[]): Sent | null {
  const own = sent.filter(({ leadId }) => leadId === item.leadId)
  return (
    own.find(({ reference }) => reference === item.reference) ?? own.find(({ reference }) => reference === null) ?? null
  )
}
