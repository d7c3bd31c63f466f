// The offers that were made of leads so far.

import type { TransactionSql } from 'postgres'

import type { LeadDispatch } from '../settlement/write.ts'

export type MadeOffer = Omit<LeadDispatch, 'jobId' | 'overCap'>

export interface Offers {
  /** Oldest first. */
  readonly dispatches: readonly MadeOffer[]
}

const none: Offers = { dispatches: [] }

export async function readOffers(
  tx: TransactionSql,
  accountId: string,
  leadIds: readonly string[],
): Promise<{ of(leadId: string): Offers }> {
  const dispatches = await tx<(MadeOffer & { leadId: string })[]>`
    SELECT d.lead_id::text AS "leadId", d.id::text AS id, d.delivery, d.buyer, d.state, d.reason, d.created_at AS "createdAt",
      d.return_reason AS "returnReason"
    FROM dispatches d WHERE d.account_id = ${accountId} AND d.lead_id = ANY(${[...leadIds]}::bigint[])
    ORDER BY d.created_at, d.id`
  const byLead = Map.groupBy(dispatches, (dispatch) => dispatch.leadId)
  return {
    of(leadId) {
      const own = byLead.get(leadId)
      return own ? { dispatches: own } : none
    },
  }
}
