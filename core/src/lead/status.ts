// What a lead's dispatches add up to.

import { assertNever } from '../assert.ts'
import type { DeliveryStatus, DispatchState, Sold } from './states.ts'

/**
 * `newest` holds the state of each delivery's newest dispatch. Skipped ones are left out; a dispatch in review is still under
 * way, because nobody knows yet what the buyer did with it.
 */
export function rollUp(newest: readonly DispatchState[]): DeliveryStatus {
  const counted = newest.filter((state) => state !== 'skipped')
  if (counted.length === 0) return 'blank'
  if (counted.some(isUnderWay)) return 'pending'
  const accepted = counted.filter((state) => state === 'accepted').length
  if (accepted === counted.length) return 'full'
  return accepted === 0 ? 'fail' : 'partial'
}

/** What decides whether a routed lead is sold. */
export interface SaleFacts {
  /** What the lead says now. */
  readonly current: Sold
  /** An offer is open, or the route has more to offer. */
  readonly underWay: boolean
  /** A buyer took the lead and has not given it back. */
  readonly soldToBuyer: boolean
  /** A buyer is concerned: the lead went to a buyer's delivery, or no delivery at all was eligible. */
  readonly hasBuyer: boolean
}

/**
 * Whether a routed lead is sold. A buyer that keeps it makes it sold, whatever else is open. Without one: null when no buyer is
 * concerned; pending while anything may still come; returned when it was and nobody took it since; else unsold.
 */
export function soldOf({ current, underWay, soldToBuyer, hasBuyer }: SaleFacts): Sold {
  if (soldToBuyer) return 'sold'
  if (!hasBuyer) return null
  if (underWay) return 'pending'
  return current === 'returned' ? 'returned' : 'unsold'
}

/** Whether more may still be heard of a dispatch without anybody starting it anew. */
export function isUnderWay(state: DispatchState): boolean {
  switch (state) {
    case 'queued':
    case 'held':
    case 'sending':
    case 'pending':
    case 'review':
      return true
    case 'accepted':
    case 'rejected':
    case 'failed':
    case 'skipped':
    case 'expired':
    case 'cancelled':
      return false
    default:
      return assertNever(state)
  }
}
