// Cap counters. A batch locks every window it may use, decides in memory while it holds the locks, and writes what changed:
// exact under any concurrency, one read and one write for a whole batch.

import type { TransactionSql } from 'postgres'

export interface WindowRef {
  readonly accountId: string
  readonly scope: string
  readonly period: string
  readonly start: Date
  readonly end: Date | null
}

export interface Counter {
  reserved: number
  used: number
}

export interface WindowDelta {
  readonly ref: WindowRef
  readonly reserved: number
  readonly used: number
}

export function windowKey(ref: Pick<WindowRef, 'accountId' | 'scope' | 'period' | 'start'>): string {
  return `${ref.accountId}|${ref.scope}|${ref.period}|${ref.start.getTime()}`
}

/** Makes missing windows and locks all of them, always in the same order. */
export async function lockWindows(tx: TransactionSql, refs: readonly WindowRef[]): Promise<Map<string, Counter>> {
  const counters = new Map<string, Counter>()
  if (refs.length === 0) return counters
  const unique = new Map(refs.map((ref) => [windowKey(ref), ref]))
  const rows = [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ref]) => row(ref))
  const locked = await tx<
    { accountId: string; scope: string; period: string; start: Date; reserved: string; used: string }[]
  >`
    INSERT INTO cap_windows AS w (account_id, scope, period, window_start, window_end)
    SELECT r.account_id, r.scope, r.period, r.window_start, coalesce(r.window_end, 'infinity')
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, scope text, period text, window_start timestamptz, window_end timestamptz)
    ON CONFLICT (account_id, scope, period, window_start) DO UPDATE SET used = w.used
    RETURNING account_id::text AS "accountId", scope, period, window_start AS start, reserved, used`
  for (const w of locked) counters.set(windowKey(w), { reserved: Number(w.reserved), used: Number(w.used) })
  return counters
}

/** Adds the deltas. Windows that are gone (erased account) are left alone. */
export async function writeWindows(tx: TransactionSql, deltas: readonly WindowDelta[]): Promise<void> {
  const sums = new Map<string, { ref: WindowRef; reserved: number; used: number }>()
  for (const delta of deltas) {
    const key = windowKey(delta.ref)
    const sum = sums.get(key) ?? { ref: delta.ref, reserved: 0, used: 0 }
    sum.reserved += delta.reserved
    sum.used += delta.used
    sums.set(key, sum)
  }
  const rows = [...sums.entries()]
    .filter(([, sum]) => sum.reserved !== 0 || sum.used !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, sum]) => ({ ...row(sum.ref), reserved: sum.reserved, used: sum.used }))
  if (rows.length === 0) return
  await tx`
    UPDATE cap_windows w SET reserved = greatest(0, w.reserved + r.reserved), used = w.used + r.used
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, scope text, period text, window_start timestamptz, reserved bigint, used bigint)
    WHERE w.account_id = r.account_id AND w.scope = r.scope AND w.period = r.period AND w.window_start = r.window_start`
}

function row(ref: WindowRef): Record<string, unknown> {
  return {
    account_id: ref.accountId,
    scope: ref.scope,
    period: ref.period,
    window_start: ref.start.toISOString(),
    window_end: ref.end?.toISOString() ?? null,
  }
}
