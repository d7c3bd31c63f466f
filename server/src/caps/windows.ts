// Cap counters. Far from the limit a batch reads them without a lock and finds out on writing whether it was right; close to it,
// it locks every window it may use and decides while it holds the locks. Either way a cap is exact under any concurrency: the
// write sees the newest count, and its row stays locked until the commit.

import type { TransactionSql } from 'postgres'

import type { CapCounter } from '@switchyard/core/caps/caps.ts'
import { bucketOf } from '@switchyard/core/caps/rolling.ts'

import { databaseNow } from '../db/clock.ts'
import { countRolling } from './rollingCounts.ts'

export interface WindowRef {
  readonly accountId: string
  readonly scope: string
  /** The window's name among those of its scope: "day", "day money", "rolling 24h". */
  readonly period: string
  readonly start: Date
  readonly end: Date | null
  /** Rolling windows: their length. Places in flight are counted in this row, accepted ones in buckets beside it. */
  readonly spanMs?: number | undefined
  /** Money windows: what is taken of it, in 1/10,000 of the currency unit. */
  readonly amount?: string | undefined
}

/** A window and how much fits into it. */
export interface LimitedWindow {
  readonly key: string
  readonly ref: WindowRef
  readonly limit: number
  /** What one lead takes of it; left out: 1. */
  readonly asks?: number
}

export type Counter = CapCounter

/** Leads, or 1/10,000 of the currency unit as a bigint. */
export type Amount = number | bigint

export interface WindowDelta {
  readonly ref: WindowRef
  readonly reserved: Amount
  readonly used: Amount
  /** Accepted beside the cap, by an operator's choice: shown, and no part of what the limit holds. */
  readonly overCap?: Amount
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

/** Counts of windows that are this many leads from their limit are only believed under a lock. */
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
  // The buckets of a rolling window are summed under its lock, never guessed at.
  const isRolling = [...unique.values()].some(({ ref }) => ref.spanMs !== undefined)
  if (!lock && !isRolling) {
    const counters = await lookAt(tx, [...unique.values()])
    if ([...unique.values()].every((window) => isPlain(window, counters.get(window.key))))
      return { counters, locked: false }
  }
  return {
    counters: await lockWindows(
      tx,
      [...unique.values()].map((window) => window.ref),
    ),
    locked: true,
  }
}

/**
 * Nobody has to wait for anybody: places for a thousand more, or for none, since what is used stays used. Between the two it takes
 * the lock to be right.
 */
function isPlain({ limit, asks = 1 }: LimitedWindow, counter: Counter | undefined): boolean {
  const used = counter?.used ?? 0
  const isSpent = used >= limit || used + asks > limit
  return isSpent || used + (counter?.reserved ?? 0) + closeBy * Math.max(1, asks) < limit
}

interface CounterRow {
  readonly accountId: string
  readonly scope: string
  readonly period: string
  readonly start: Date
  readonly reserved: string
  readonly used: string
}

/** How full they are at this moment, for a first look: nothing is locked, so the answer may be old when it comes. */
export async function peekWindows(
  tx: TransactionSql,
  windows: readonly LimitedWindow[],
): Promise<ReadonlyMap<string, Counter>> {
  const counters = await lookAt(tx, windows)
  const rolling = windows.filter(({ ref }) => ref.spanMs !== undefined)
  if (rolling.length > 0) {
    await countRolling(
      tx,
      rolling.map(({ key, ref }) => [key, ref] as const),
      counters,
    )
  }
  return counters
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
  const counters = countersOf(locked)
  const rolling = [...unique].filter(([, ref]) => ref.spanMs !== undefined)
  if (rolling.length > 0) await countRolling(tx, rolling, counters)
  return counters
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
  const sums = new Map<string, { ref: WindowRef; reserved: bigint; used: bigint; overCap: bigint }>()
  const now = databaseNow()
  for (const delta of deltas.flatMap((one) => inBuckets(one, now))) {
    const key = windowKey(delta.ref)
    const sum = sums.get(key) ?? { ref: delta.ref, reserved: 0n, used: 0n, overCap: 0n }
    sum.reserved += BigInt(delta.reserved)
    sum.used += BigInt(delta.used)
    sum.overCap += BigInt(delta.overCap ?? 0)
    sums.set(key, sum)
  }
  const rows = inOrder(sums)
    .filter(([, sum]) => sum.reserved !== 0n || sum.used !== 0n || sum.overCap !== 0n)
    .map(([, sum]) => ({
      ...row(sum.ref),
      reserved: sum.reserved.toString(),
      used: sum.used.toString(),
      over_cap: sum.overCap.toString(),
    }))
  if (rows.length === 0) return
  const written = await tx<CounterRow[]>`
    INSERT INTO cap_windows AS w (account_id, scope, period, window_start, window_end, reserved, used, over_cap)
    SELECT r.account_id, r.scope, r.period, r.window_start, coalesce(r.window_end, 'infinity'), r.reserved, r.used, r.over_cap
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, scope text, period text, window_start timestamptz, window_end timestamptz, reserved bigint,
        used bigint, over_cap bigint)
    ON CONFLICT (account_id, scope, period, window_start) DO UPDATE
      SET reserved = greatest(0, w.reserved + excluded.reserved), used = w.used + excluded.used,
        over_cap = w.over_cap + excluded.over_cap
    RETURNING account_id::text AS "accountId", scope, period, window_start AS start, reserved, used`
  if (limits.length === 0) return
  const counters = countersOf(written)
  for (const { key, limit } of limits) {
    const counter = counters.get(key)
    if (counter && counter.reserved + counter.used > limit) throw new WindowsOverrun()
  }
}

/**
 * What a rolling window has in flight stands in its own row. What was accepted goes into the bucket of this moment: counted from
 * the acceptance on, no span of that length holds more than the limit, however long a lead was in flight.
 */
function inBuckets(delta: WindowDelta, now: Date): readonly WindowDelta[] {
  const { ref, reserved, used, overCap = 0 } = delta
  if (ref.spanMs === undefined || (BigInt(used) === 0n && BigInt(overCap) === 0n)) return [delta]
  const bucket = { ...ref, ...bucketOf(now, ref.spanMs) }
  return [
    { ref, reserved, used: 0 },
    { ref: bucket, reserved: 0, used, overCap },
  ]
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
