import type { TransactionSql } from 'postgres'

import { bucketMs } from '@switchyard/core/caps/rolling.ts'

import type { Counter, WindowRef } from './windows.ts'

/** Adds to each rolling window's counter what its buckets hold, and when the oldest of them leaves it. One statement for all. */
export async function countRolling(
  tx: TransactionSql,
  windows: readonly (readonly [key: string, ref: WindowRef])[],
  counters: Map<string, Counter>,
): Promise<void> {
  const rows = windows.map(([key, { accountId, scope, period, spanMs = 0 }]) => ({
    key,
    account_id: accountId,
    scope,
    period,
    span_ms: spanMs,
    bucket_ms: bucketMs(spanMs),
  }))
  const sums = await tx<{ key: string; used: string; freesAt: Date | null }[]>`
    SELECT r.key, b.used, b.oldest_end + make_interval(secs => r.span_ms / 1000.0) AS "freesAt"
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (key text, account_id bigint, scope text, period text, span_ms bigint, bucket_ms bigint)
    -- One walk along the primary key for each window: a plain join may read all windows there are.
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(b.used), 0) AS used, min(b.window_end) FILTER (WHERE b.used > 0) AS oldest_end
      FROM cap_windows b
      WHERE b.account_id = r.account_id AND b.scope = r.scope AND b.period = r.period
        -- By the start, which the index knows; a bucket that begins a moment ahead of this clock counts as well.
        AND b.window_start > clock_timestamp() - make_interval(secs => (r.span_ms + r.bucket_ms) / 1000.0)
    ) b`
  for (const { key, used, freesAt } of sums) {
    const reserved = counters.get(key)?.reserved ?? 0
    counters.set(key, { reserved, used: Number(used), freesAt })
  }
}
