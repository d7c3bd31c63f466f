// Which cap windows a lead would use, and whether there is a place in all of them. The counters themselves are the caller's.

import { formatMoney, parseMoney } from '../money/money.ts'
import type { CapSnapshot } from '../routing/decision.ts'
import type { Cap, CapPeriod } from '../setup/caps.ts'
import { windowOf } from '../time/zone.ts'
import { capLimit } from './capLimit.ts'
import { rollingSpanMs } from './rolling.ts'

/** One cap in the window that is open now. Amounts are leads, or 1/10,000 of the currency unit where `isMoney`. */
export interface CapSlot {
  /** Whose cap it is: "campaign auto", "supplier auto ADC1", "delivery acme", "buyer ACME". */
  readonly scope: string
  readonly period: CapPeriod
  /** What tells the counters of one scope apart: "day", "day money", "rolling 24h". */
  readonly window: string
  /** 1970 for a total and for a rolling cap: they have one window for good. */
  readonly start: Date
  /** First instant of the next window; null for a total or a rolling cap. */
  readonly end: Date | null
  /** Length of a rolling window. */
  readonly spanMs: number | null
  readonly isMoney: boolean
  readonly limit: number
  /** What this lead takes of it: 1, or the expected amount. */
  readonly asks: number
  readonly whenFull: Cap['whenFull']
  /** The zone the window was computed in. */
  readonly timezone: string
}

/**
 * Leads (or money) in flight and accepted in one window. A sum of money beyond 2^53 may lose its last digits here: by then it is
 * far over any limit that a cap can have. What is written to the database is exact.
 */
export interface CapCounter {
  reserved: number
  used: number
  /** Rolling windows: when the oldest of what is counted leaves the window. */
  readonly freesAt?: Date | null | undefined
}

/**
 * The windows that a lead arriving at `at` counts in. `zone` is the campaign's, for caps that name none. Two caps that share
 * a window (same scope, period, unit and start) become one slot with the smaller limit, so that a lead counts once.
 * Caps for one field's value are taken as given: which of them concern a lead is the caller's to say, in `scope` too.
 * @param asksMoney what the lead takes of a money cap, in 1/10,000 of the currency unit
 */
export function capSlots(scope: string, caps: readonly Cap[], at: Date, zone: string, asksMoney = 0): CapSlot[] {
  const slots = new Map<string, CapSlot>()
  for (const cap of caps) {
    const timezone = cap.timezone ?? zone
    const spanMs = rollingSpanMs(cap)
    const { start, end } = windowOf(cap.period === 'rolling' ? 'total' : cap.period, at, timezone)
    const isMoney = cap.unit === 'money'
    const slot: CapSlot = {
      scope,
      period: cap.period,
      window: windowName(cap.period, spanMs, isMoney),
      start,
      end,
      spanMs,
      isMoney,
      limit: capLimit(cap, start, timezone),
      asks: isMoney ? asksMoney : 1,
      whenFull: cap.whenFull,
      timezone,
    }
    const key = slotKey(slot)
    const known = slots.get(key)
    if (!known || slot.limit < known.limit) slots.set(key, slot)
  }
  return [...slots.values()]
}

function windowName(period: CapPeriod, spanMs: number | null, isMoney: boolean): string {
  const name = spanMs === null ? period : `${period} ${spanMs / 3_600_000}h`
  return isMoney ? `${name} money` : name
}

/** What tells one counter from another. The limit is no part of it: a changed limit keeps what was counted. */
export function slotKey(slot: Pick<CapSlot, 'scope' | 'window' | 'start'>): string {
  return `${slot.scope}|${slot.window}|${slot.start.toISOString()}`
}

/** A window as it stands, for the record of a decision. Accepted and in-flight leads both count. */
export function snapshotOf(slot: CapSlot, counter: CapCounter | undefined): CapSnapshot {
  const used = (counter?.used ?? 0) + (counter?.reserved ?? 0)
  const resetsAt = slot.spanMs === null ? slot.end : (counter?.freesAt ?? null)
  const snapshot: CapSnapshot = {
    scope: slot.scope,
    period: slot.period,
    limit: slot.limit,
    used,
    resetsAt: resetsAt?.toISOString() ?? null,
    whenFull: slot.whenFull,
    timezone: slot.timezone,
  }
  if (slot.spanMs === null && !slot.isMoney) return snapshot
  const span = slot.spanMs === null ? {} : { hours: slot.spanMs / 3_600_000 }
  if (!slot.isMoney) return { ...snapshot, ...span }
  const [limit, taken, asks] = [slot.limit, used, slot.asks].map((units) => formatMoney(BigInt(units)))
  return { ...snapshot, ...span, unit: 'money', limit: limit ?? '', used: taken ?? '', asks }
}

/**
 * Reserves what the lead asks for in every slot, or in none. Null when all was taken; otherwise the first slot that is full, with
 * every counter as it was. Missing counters are made.
 */
export function tryTake(slots: readonly CapSlot[], counters: Map<string, CapCounter>): CapSlot | null {
  const full = slots.find((slot) => isFull(snapshotOf(slot, counters.get(slotKey(slot)))))
  if (full) return full
  for (const slot of slots) {
    const key = slotKey(slot)
    const counter = counters.get(key) ?? { reserved: 0, used: 0 }
    counter.reserved += slot.asks
    counters.set(key, counter)
  }
  return null
}

/** Money caps are full also when what the lead asks for no longer fits. */
export function isFull(cap: CapSnapshot): boolean {
  if (typeof cap.used === 'number' && typeof cap.limit === 'number') return cap.used >= cap.limit
  const [used, limit, asks] = [cap.used, cap.limit, cap.asks ?? '0'].map((amount) => parseMoney(String(amount)) ?? 0n)
  return used === undefined || limit === undefined || used >= limit || used + (asks ?? 0n) > limit
}
