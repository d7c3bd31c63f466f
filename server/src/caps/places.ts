// What happens to the places that a lead or a dispatch has in cap windows, as changes of their counters.

import { windowKey, type Amount, type Counter, type WindowDelta, type WindowRef } from './windows.ts'

/** A place as it stands in a dispatch's `reserved`. */
export type StoredPlace = Omit<WindowRef, 'start' | 'end'> & { readonly start: string; readonly end: string | null }

export function placeOf(stored: StoredPlace): WindowRef {
  return { ...stored, start: new Date(stored.start), end: stored.end === null ? null : new Date(stored.end) }
}

/** Offered to a delivery: in flight. */
export function reservePlace(ref: WindowRef): WindowDelta {
  return { ref, reserved: takenBy(ref), used: 0 }
}

/** Counted at once, as leads at intake are. */
export function countPlace(ref: WindowRef): WindowDelta {
  return { ref, reserved: 0, used: takenBy(ref) }
}

/** Refused, given up or held again. */
export function freePlace(ref: WindowRef): WindowDelta {
  return { ref, reserved: -takenBy(ref), used: 0 }
}

/** Accepted. `price` is what was booked; it takes the place of what was expected. */
export function usePlace(ref: WindowRef, price: bigint | null): WindowDelta {
  return { ref, reserved: -takenBy(ref), used: isMoney(ref) ? (price ?? 0n) : 1 }
}

/** Accepted although nobody had reserved anything: a person's choice, counted beside the cap. */
export function countOverCap(ref: WindowRef, price: bigint | null): WindowDelta {
  return { ref, reserved: 0, used: 0, overCap: isMoney(ref) ? (price ?? 0n) : 1 }
}

function isMoney(ref: WindowRef): boolean {
  return ref.amount !== undefined
}

function takenBy({ amount }: WindowRef): Amount {
  return amount === undefined ? 1 : BigInt(amount)
}

/** What a decision under the same locks has to know of these changes already. */
export function countIn(counters: ReadonlyMap<string, Counter>, deltas: readonly WindowDelta[]): void {
  for (const { ref, reserved, used } of deltas) {
    const counter = counters.get(windowKey(ref))
    if (!counter) continue
    counter.reserved += Number(reserved)
    counter.used += Number(used)
  }
}
