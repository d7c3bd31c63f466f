// What the ledger says of leads: revenue by buyer, and payout by the sale it was paid for.

import type { TransactionSql } from 'postgres'

export interface Booked {
  /** In 1/10,000, by BID; what was returned has come to nothing. */
  readonly revenue: ReadonlyMap<string, bigint>
  /** By BID, or under null what was paid for the lead as such. */
  readonly payout: ReadonlyMap<string | null, bigint>
}

const nothing: Booked = { revenue: new Map(), payout: new Map() }

export async function readBooked(
  tx: TransactionSql,
  accountId: string,
  leadIds: readonly string[],
): Promise<{ of(leadId: string): Booked }> {
  const rows = await tx<{ leadId: string; buyer: string | null; revenue: string; payout: string; ofPayout: boolean }[]>`
    SELECT m.lead_id::text AS "leadId", m.buyer,
      sum(CASE 'revenue' WHEN m.credit THEN m.amount WHEN m.debit THEN -m.amount ELSE 0 END)::bigint AS revenue,
      sum(CASE 'payout' WHEN m.debit THEN m.amount WHEN m.credit THEN -m.amount ELSE 0 END)::bigint AS payout,
      bool_or('payout' IN (m.debit, m.credit)) AS "ofPayout"
    FROM ledger m WHERE m.account_id = ${accountId} AND m.lead_id = ANY(${[...leadIds]}::bigint[])
    GROUP BY m.lead_id, m.buyer ORDER BY m.lead_id, m.buyer`
  const byLead = Map.groupBy(rows, ({ leadId }) => leadId)
  return {
    of(leadId) {
      const own = byLead.get(leadId)
      if (!own) return nothing
      return {
        revenue: new Map(own.flatMap(({ buyer, revenue }) => (buyer === null ? [] : [[buyer, BigInt(revenue)]]))),
        payout: new Map(own.flatMap(({ buyer, payout, ofPayout }) => (ofPayout ? [[buyer, BigInt(payout)]] : []))),
      }
    },
  }
}
