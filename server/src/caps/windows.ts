// Cap counters. Far from the limit a batch reads them without a lock and finds out on writing whether it was right; close to it,
// it locks every window it may use and decides while it holds the locks. Either way a cap is exact under any concurrency: the
// write sees the newest count, and its row stays locked until the commit.

import type { TransactionSql } from 'postgres'

export interface WindowRef {
  readonly accountId: string
  readonly scope: string
  readonly period: string
  readonly start: Date
  readonly end: Date | null
}

/** A window and how much fits into it. */
export interface LimitedWindow {
  readonly key: string
  readonly ref: WindowRef
  readonly limit: number
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

/** Others got so much further meanwhile that a limit would be passed: nothing may be committed, decide again with locks. */
export class WindowsOverrun extends Error {
  constructor() {
    super('A cap window filled up while it was not locked')
    this.name = 'WindowsOverrun'
  }
}

/** Counts of windows that are this close to their limit are only believed under a lock. */
const closeBy = 1000

export interface ReadWindows {
  readonly counters: Map<string, Counter>
  /** False: `writeWindows` has to look at the limits again. */
  readonly locked: boolean
}

/** With `lock` the windows are locked, always in the same order; without, only those near their limit make it do so. */
export async function readWindows(
  tx: TransactionSql,
  windows: readonly LimitedWindow[],
  lock: boolean,
): Promise<ReadWindows> {
  const unique = new Map(windows.map((window) => [window.key, window]))
  if (unique.size === 0) return { counters: new Map(), locked: true }
  if (!lock) {
    const counters = await lookAt(tx, [...unique.values()])
    const isFar = ({ key, limit }: LimitedWindow) => {
      const counter = counters.get(key)
      return (counter?.reserved ?? 0) + (counter?.used ?? 0) + closeBy < limit
    }
    if ([...unique.values()].every(isFar)) return { counters, locked: false }
  }
  return {
    counters: await lockWindows(
      tx,
      [...unique.values()].map((window) => window.ref),
    ),
    locked: true,
  }
}

interface CounterRow {
  readonly accountId: string
  readonly scope: string
  readonly period: string
  readonly start: Date
  readonly reserved: string
  readonly used: string
}

async function lookAt(tx: TransactionSql, windows: readonly LimitedWindow[]): Promise<Map<string, Counter>> {
  const rows = JSON.stringify(windows.map((window) => row(window.ref)))
  const found = await tx<CounterRow[]>`
    SELECT w.account_id::text AS "accountId", w.scope, w.period, w.window_start AS start, w.reserved, w.used
    FROM json_to_recordset(${rows}::text::json) AS r (account_id bigint, scope text, period text, window_start timestamptz)
    JOIN cap_windows w USING (account_id, scope, period, window_start)`
  const counters = countersOf(found)
  for (const { key } of windows) if (!counters.has(key)) counters.set(key, { reserved: 0, used: 0 })
  return counters
}

/** Makes missing windows and locks all of them in order. */
export async function lockWindows(tx: TransactionSql, refs: readonly WindowRef[]): Promise<Map<string, Counter>> {
  const unique = new Map(refs.map((ref) => [windowKey(ref), ref]))
  if (unique.size === 0) return new Map()
  const locked = await tx<CounterRow[]>`
    INSERT INTO cap_windows AS w (account_id, scope, period, window_start, window_end)
    SELECT r.account_id, r.scope, r.period, r.window_start, coalesce(r.window_end, 'infinity')
    FROM json_to_recordset(${JSON.stringify(inOrder(unique).map(([, ref]) => row(ref)))}::text::json)
      AS r (account_id bigint, scope text, period text, window_start timestamptz, window_end timestamptz)
    ON CONFLICT (account_id, scope, period, window_start) DO UPDATE SET used = w.used
    RETURNING account_id::text AS "accountId", scope, period, window_start AS start, reserved, used`
  return countersOf(locked)
}

/**
 * Adds the deltas, in the same order as locks are taken. With `limits` (windows that were read without a lock) it throws
 * `WindowsOverrun` when one is passed. Best the last statement of a transaction: its rows are what others wait for.
 */
export async function writeWindows(
  tx: TransactionSql,
  deltas: readonly WindowDelta[],
  limits: readonly LimitedWindow[] = [],
): Promise<void> {
  const sums = new Map<string, { ref: WindowRef; reserved: number; used: number }>()
  for (const delta of deltas) {
    const key = windowKey(delta.ref)
    const sum = sums.get(key) ?? { ref: delta.ref, reserved: 0, used: 0 }
    sum.reserved += delta.reserved
    sum.used += delta.used
    sums.set(key, sum)
  }
  const rows = inOrder(sums)
    .filter(([, sum]) => sum.reserved !== 0 || sum.used !== 0)
    .map(([, sum]) => ({ ...row(sum.ref), reserved: sum.reserved, used: sum.used }))
  if (rows.length === 0) return
  const written = await tx<CounterRow[]>`
    INSERT INTO cap_windows AS w (account_id, scope, period, window_start, window_end, reserved, used)
    SELECT r.account_id, r.scope, r.period, r.window_start, coalesce(r.window_end, 'infinity'), r.reserved, r.used
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, scope text, period text, window_start timestamptz, window_end timestamptz, reserved bigint,
        used bigint)
    ON CONFLICT (account_id, scope, period, window_start) DO UPDATE
      SET reserved = greatest(0, w.reserved + excluded.reserved), used = w.used + excluded.used
    RETURNING account_id::text AS "accountId", scope, period, window_start AS start, reserved, used`
  if (limits.length === 0) return
  const counters = countersOf(written)
  for (const { key, limit } of limits) {
    const counter = counters.get(key)
    if (counter && counter.reserved + counter.used > limit) throw new WindowsOverrun()
  }
}

function inOrder<T>(entries: ReadonlyMap<string, T>): [string, T][] {
  return [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function countersOf(rows: readonly CounterRow[]): Map<string, Counter> {
  return new Map(rows.map((w) => [windowKey(w), { reserved: Number(w.reserved), used: Number(w.used) }]))
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
