// How many leads would end how, for previews.

import { assertNever } from '@switchyard/core/assert.ts'

import type { Outcome } from './outcome.ts'

export interface Tally {
  readonly accepted: number
  readonly quarantined: number
  readonly errored: number
  /** Most leads first. */
  readonly rejected: readonly { readonly code: string; readonly count: number }[]
  /** Most leads first; with them those that no delivery may have now. */
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[]
}

/** Previews look at leads that were not accepted: it throws for one that was routed all along. Pure. */
export function tallyOutcomes(outcomes: Iterable<Outcome>): Tally {
  const counts = { accepted: 0, quarantined: 0, errored: 0 }
  const rejected = new Map<string, number>()
  const leftOut = new Map<string, number>()
  for (const outcome of outcomes) {
    switch (outcome.kind) {
      case 'accepted':
      case 'quarantined':
      case 'errored':
        counts[outcome.kind] += 1
        break
      case 'rejected':
        rejected.set(outcome.code, (rejected.get(outcome.code) ?? 0) + 1)
        break
      case 'leftOut':
      case 'unsold':
        leftOut.set(outcome.reason, (leftOut.get(outcome.reason) ?? 0) + 1)
        break
      case 'routed':
        throw new Error('An accepted lead was previewed as if it had been rejected')
      default:
        assertNever(outcome)
    }
  }
  const ordered = (map: ReadonlyMap<string, number>) => [...map].toSorted(([, a], [, b]) => b - a)
  return {
    ...counts,
    rejected: ordered(rejected).map(([code, count]) => ({ code, count })),
    leftOut: ordered(leftOut).map(([reason, count]) => ({ reason, count })),
  }
}
