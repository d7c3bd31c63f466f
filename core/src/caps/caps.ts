// Which cap windows a lead would use, and whether there is a place in all of them. The counters themselves are the caller's.

import type { CapSnapshot } from '../routing/decision.ts'
import type { Cap, CapPeriod } from '../setup/caps.ts'
import { windowOf } from '../time/zone.ts'

/** One cap in the window that is open now. */
export interface CapSlot {
  /** Whose cap it is: "campaign auto", "supplier auto ADC1", "delivery acme", "buyer ACME". */
  readonly scope: string
  readonly period: CapPeriod
  readonly start: Date
  /** First instant of the next window; null for a total cap. */
  readonly end: Date | null
  readonly limit: number
  readonly whenFull: Cap['whenFull']
  /** The zone the window was computed in. */
  readonly timezone: string
}

/** Leads in flight and leads accepted in one window. */
export interface CapCounter {
  reserved: number
  used: number
}

/**
 * The windows that a lead arriving at `at` counts in. `zone` is the campaign's, for caps that name none. Two caps that share
 * a window (same scope, period and start) become one slot with the smaller limit, so that a lead counts once.
 * Caps for one field's value are taken as given: which of them concern a lead is the caller's to say, in `scope` too.
 */
export function capSlots(scope: string, caps: readonly Cap[], at: Date, zone: string): CapSlot[] {
  const slots = new Map<string, CapSlot>()
  for (const cap of caps) {
    const timezone = cap.timezone ?? zone
    const { start, end } = windowOf(cap.period, at, timezone)
    const slot = { scope, period: cap.period, start, end, limit: cap.limit, whenFull: cap.whenFull, timezone }
    const key = slotKey(slot)
    const known = slots.get(key)
    if (!known || slot.limit < known.limit) slots.set(key, slot)
  }
  return [...slots.values()]
}

/** What tells one counter from another. The limit is no part of it: a changed limit keeps what was counted. */
export function slotKey(slot: Pick<CapSlot, 'scope' | 'period' | 'start'>): string {
  return `${slot.scope}|${slot.period}|${slot.start.toISOString()}`
}

/** A window as it stands, for the record of a decision. Accepted and in-flight leads both count. */
export function snapshotOf(slot: CapSlot, counter: CapCounter | undefined): CapSnapshot {
  return {
    scope: slot.scope,
    period: slot.period,
    limit: slot.limit,
    used: (counter?.used ?? 0) + (counter?.reserved ?? 0),
    resetsAt: slot.end?.toISOString() ?? null,
    whenFull: slot.whenFull,
    timezone: slot.timezone,
  }
}

/**
 * Reserves one place in every slot, or in none. Null when all were taken; otherwise the first slot that is full, with every
 * counter as it was. Missing counters are made.
 */
export function tryTake(slots: readonly CapSlot[], counters: Map<string, CapCounter>): CapSlot | null {
  const full = slots.find((slot) => isFull(snapshotOf(slot, counters.get(slotKey(slot)))))
  if (full) return full
  for (const slot of slots) {
    const key = slotKey(slot)
    const counter = counters.get(key) ?? { reserved: 0, used: 0 }
    counter.reserved += 1
    counters.set(key, counter)
  }
  return null
}

export function isFull(cap: CapSnapshot): boolean {
  return cap.used >= cap.limit
}
