import type { TransactionSql } from 'postgres'

import type { DispatchState } from '@switchyard/core/lead/states.ts'

export interface Review {
  readonly id: string
  readonly leadId: string
  readonly receivedAt: Date
  readonly campaign: string
  readonly delivery: string
  readonly buyer: string | null
  readonly state: DispatchState
  readonly reason: string | null
  readonly reference: string | null
}

/** The dispatches as they stand, in id order, once their leads are locked: until the commit nobody else decides about them. */
export async function lockReviews(tx: TransactionSql, accountId: string, ids: readonly string[]): Promise<Review[]> {
  // Leads first, as everywhere; locked and read in statements of their own, see lockLeads.
  await tx`
    SELECT 1 FROM leads l
    WHERE l.account_id = ${accountId} AND (l.id, l.received_at) IN (
      SELECT d.lead_id, d.lead_received_at FROM dispatches d
      WHERE d.account_id = ${accountId} AND d.id = ANY(${[...ids]}::bigint[]))
    ORDER BY l.account_id, l.id FOR UPDATE`
  return tx<Review[]>`
    SELECT d.id::text AS id, d.lead_id::text AS "leadId", d.lead_received_at AS "receivedAt", d.campaign, d.delivery, d.buyer, d.state,
      d.reason, d.reference
    FROM dispatches d
    WHERE d.account_id = ${accountId} AND d.id = ANY(${[...ids]}::bigint[])
    ORDER BY d.id FOR UPDATE`
}
