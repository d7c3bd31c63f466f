// A campaign's leads counted by span, by reason and by supplier, as they stand now. Test leads are never counted.

import type { TransactionSql } from 'postgres'

import type { DispositionCode } from '@switchyard/core/lead/disposition.ts'

export interface StatusCounts {
  readonly received: number
  readonly accepted: number
  readonly rejected: number
  readonly sold: number
}

const mostSuppliers = 50

/** One for each span, in the order of `bounds`: each begins a span, the last ends the last. */
export async function countSpans(
  tx: TransactionSql,
  campaign: string,
  bounds: readonly Date[],
): Promise<StatusCounts[]> {
  const [first, last] = [bounds[0], bounds.at(-1)]
  if (!first || !last) return []
  const times = bounds.map((bound) => bound.toISOString())
  const rows = await tx<(StatusCounts & { span: number })[]>`
    SELECT width_bucket(l.received_at, ${times}::timestamptz[]) AS span, count(*)::int AS received,
      count(*) FILTER (WHERE l.status = 'accepted')::int AS accepted,
      count(*) FILTER (WHERE l.status = 'rejected')::int AS rejected,
      count(*) FILTER (WHERE l.sold = 'sold')::int AS sold
    FROM leads l
    WHERE l.account_id = current_account() AND l.campaign = ${campaign} AND NOT l.test
      AND l.received_at >= ${first} AND l.received_at < ${last}
    GROUP BY 1`
  const bySpan = new Map(rows.map(({ span, ...counts }) => [span, counts]))
  const none: StatusCounts = { received: 0, accepted: 0, rejected: 0, sold: 0 }
  // Buckets are counted from 1, and nothing lies before the first bound.
  return bounds.slice(1).map((_, index) => bySpan.get(index + 1) ?? none)
}

export interface Frame {
  readonly from: Date
  /** Not included. */
  readonly to: Date
}

/** Why leads of the frame stand rejected, the most frequent first. */
export function countReasons(tx: TransactionSql, campaign: string, { from, to }: Frame) {
  return tx<{ code: DispositionCode; leads: number }[]>`
    SELECT l.code, count(*)::int AS leads FROM leads l
    WHERE l.account_id = current_account() AND l.campaign = ${campaign} AND l.status = 'rejected' AND NOT l.test
      AND l.received_at >= ${from} AND l.received_at < ${to}
    GROUP BY l.code ORDER BY leads DESC, l.code`
}

/** Of each supplier; null: leads without one. The most leads first. */
export function countSuppliers(tx: TransactionSql, campaign: string, { from, to }: Frame) {
  return tx<(StatusCounts & { supplier: string | null })[]>`
    SELECT l.supplier, count(*)::int AS received,
      count(*) FILTER (WHERE l.status = 'accepted')::int AS accepted,
      count(*) FILTER (WHERE l.status = 'rejected')::int AS rejected,
      count(*) FILTER (WHERE l.sold = 'sold')::int AS sold
    FROM leads l
    WHERE l.account_id = current_account() AND l.campaign = ${campaign} AND NOT l.test
      AND l.received_at >= ${from} AND l.received_at < ${to}
    GROUP BY l.supplier ORDER BY received DESC, l.supplier LIMIT ${mostSuppliers}`
}
