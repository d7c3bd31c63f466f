// A campaign's counts. `received` is the sum of the statuses by construction; test leads are never counted.

import type { TransactionSql } from 'postgres'

import { formatMoney } from '@switchyard/core/money/money.ts'

export interface CampaignSummary {
  readonly received: number
  readonly accepted: number
  readonly rejected: number
  readonly processing: number
  readonly errored: number
  readonly quarantined: number
  /** Leads that every delivery took. */
  readonly delivered: number
  /** Leads that no delivery took, or not all did. */
  readonly failed: number
  readonly underWay: number
  /** Leads that no delivery was made for. */
  readonly undelivered: number
  readonly sold: number
  readonly unsold: number
  readonly returned: number
  /** Leads whose buyer has not said yet. */
  readonly awaiting: number
  readonly revenue: string
  readonly payout: string
}

export async function campaignSummary(
  tx: TransactionSql,
  campaign: string,
  frame: { readonly from: Date | null; readonly to: Date | null },
): Promise<CampaignSummary> {
  const [row] = await tx<(Omit<CampaignSummary, 'received'> & { revenue: string; payout: string })[]>`
    SELECT count(*) FILTER (WHERE status = 'accepted')::int AS accepted,
      count(*) FILTER (WHERE status = 'rejected')::int AS rejected,
      count(*) FILTER (WHERE status = 'processing')::int AS processing,
      count(*) FILTER (WHERE status = 'errored')::int AS errored,
      count(*) FILTER (WHERE status = 'quarantined')::int AS quarantined,
      count(*) FILTER (WHERE delivery_status = 'full')::int AS delivered,
      count(*) FILTER (WHERE delivery_status IN ('fail', 'partial'))::int AS failed,
      count(*) FILTER (WHERE delivery_status = 'pending')::int AS "underWay",
      count(*) FILTER (WHERE delivery_status = 'blank')::int AS undelivered,
      count(*) FILTER (WHERE sold = 'sold')::int AS sold,
      count(*) FILTER (WHERE sold = 'unsold')::int AS unsold,
      count(*) FILTER (WHERE sold = 'returned')::int AS returned,
      count(*) FILTER (WHERE sold = 'pending')::int AS awaiting,
      coalesce(sum(revenue), 0)::bigint AS revenue, coalesce(sum(payout), 0)::bigint AS payout
    FROM leads
    WHERE account_id = current_account() AND campaign = ${campaign} AND NOT test
      AND (${frame.from}::timestamptz IS NULL OR received_at >= ${frame.from})
      AND (${frame.to}::timestamptz IS NULL OR received_at < ${frame.to})`
  if (!row) throw new Error('An aggregate answered no row')
  return {
    ...row,
    received: row.accepted + row.rejected + row.processing + row.errored + row.quarantined,
    revenue: formatMoney(BigInt(row.revenue)),
    payout: formatMoney(BigInt(row.payout)),
  }
}
