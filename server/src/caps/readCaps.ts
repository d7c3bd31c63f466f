// Caps with what their windows hold.

import type { TransactionSql } from 'postgres'

import type { CapSnapshot } from '@switchyard/core/routing/decision.ts'

import type { AccountCap } from './accountCaps.ts'
import { countRolling } from './rollingCounts.ts'
import { snapshotIn } from './slots.ts'
import { windowKey, type Counter } from './windows.ts'

export interface CapState {
  readonly cap: AccountCap
  readonly snapshot: CapSnapshot
  readonly used: bigint
  readonly reserved: bigint
  readonly overCap: bigint
}

/** As one snapshot sees them, without a lock. */
export async function readCaps(tx: TransactionSql, caps: readonly AccountCap[]): Promise<CapState[]> {
  if (caps.length === 0) return []
  const rows = caps.map(({ slot }) => ({
    account_id: slot.accountId,
    scope: slot.scope,
    period: slot.window,
    window_start: slot.start.toISOString(),
    span: slot.spanMs === null ? null : slot.spanMs / 1000,
  }))
  const found = await tx<WindowRow[]>`
    SELECT r.account_id::text AS "accountId", r.scope, r.period, r.window_start AS start, coalesce(w.reserved, 0) AS reserved,
      coalesce(w.used, 0) AS used,
      CASE WHEN r.span IS NULL THEN coalesce(w.over_cap, 0) ELSE (
        SELECT coalesce(sum(b.over_cap), 0) FROM cap_windows b
        WHERE b.account_id = r.account_id AND b.scope = r.scope AND b.period = r.period
          AND b.window_start > now() - make_interval(secs => r.span)) END AS "overCap"
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, scope text, period text, window_start timestamptz, span float8)
    LEFT JOIN cap_windows w USING (account_id, scope, period, window_start)`
  const rowsByKey = new Map(found.map((row) => [windowKey(row), row]))
  const counters = new Map<string, Counter>(
    found.map((row) => [windowKey(row), { reserved: Number(row.reserved), used: Number(row.used) }]),
  )
  const rolling = caps.filter(({ slot }) => slot.spanMs !== null).map(({ slot }) => [slot.key, slot.ref] as const)
  if (rolling.length > 0) await countRolling(tx, rolling, counters)
  return caps.map((cap) => {
    const row = rowsByKey.get(cap.slot.key)
    const used = cap.slot.spanMs === null ? BigInt(row?.used ?? 0) : BigInt(counters.get(cap.slot.key)?.used ?? 0)
    return {
      cap,
      snapshot: snapshotIn(counters, cap.slot),
      used,
      reserved: BigInt(row?.reserved ?? 0),
      overCap: BigInt(row?.overCap ?? 0),
    }
  })
}

interface WindowRow {
  readonly accountId: string
  readonly scope: string
  readonly period: string
  readonly start: Date
  readonly reserved: string
  readonly used: string
  readonly overCap: string
}
