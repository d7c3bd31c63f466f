// Leads counted between instants, as they stand now. Test leads are never counted.

import type { TransactionSql } from 'postgres'

export interface SpanCounts {
  /** Beginning of the span. */
  readonly from: Date
  readonly currency: string
  readonly received: number
  readonly accepted: number
  readonly rejected: number
  readonly sold: number
  /** 1/10,000 of the currency unit. */
  readonly revenue: bigint
  readonly payout: bigint
}

/** One row for each span that has leads and each currency in it. `bounds`: ascending; each begins a span, the last ends the last. */
export async function readCounts(tx: TransactionSql, bounds: readonly Date[]): Promise<SpanCounts[]> {
  const [first, last] = [bounds[0], bounds.at(-1)]
  if (!first || !last) return []
  const times = bounds.map((bound) => bound.toISOString())
  const rows = await tx<
    (Omit<SpanCounts, 'from' | 'revenue' | 'payout'> & Record<'revenue' | 'payout', string> & { span: number })[]
  >`
    SELECT width_bucket(l.received_at, ${times}::timestamptz[]) AS span, l.currency, count(*)::int AS received,
      count(*) FILTER (WHERE l.status = 'accepted')::int AS accepted,
      count(*) FILTER (WHERE l.status = 'rejected')::int AS rejected,
      count(*) FILTER (WHERE l.sold = 'sold')::int AS sold,
      sum(l.revenue)::bigint AS revenue, sum(l.payout)::bigint AS payout
    FROM leads l
    WHERE l.account_id = current_account() AND l.received_at >= ${first} AND l.received_at < ${last} AND NOT l.test
    GROUP BY 1, 2`
  return rows.map(({ span, revenue, payout, ...row }) => ({
    ...row,
    // Buckets are counted from 1, and nothing lies before the first bound.
    from: bounds[span - 1] ?? first,
    revenue: BigInt(revenue),
    payout: BigInt(payout),
  }))
}
