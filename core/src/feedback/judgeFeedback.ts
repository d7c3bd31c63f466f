// What a result that the other side tells does to a dispatch of ours (reliability.md F63).

import { assertNever } from '../assert.ts'
import type { DispatchState } from '../lead/states.ts'

export type FeedbackState = 'sold' | 'unsold' | 'returned'

export interface ToldBefore {
  readonly state: DispatchState
  /** The buyer has given it back since it was accepted. */
  readonly returned: boolean
  /** When what was applied last had happened there; null when nothing was. */
  readonly appliedAt: Date | null
}

export type FeedbackVerdict =
  /** The other side's buyer took it, or did not. */
  | { readonly kind: 'settle'; readonly state: 'accepted' | 'rejected' }
  | { readonly kind: 'return' }
  /** Nothing changes; the reason is for the lead's story. */
  | { readonly kind: 'nothing'; readonly why: 'stale' | 'same' | 'contradiction' }
  /** Our own result is not written yet. */
  | { readonly kind: 'wait' }

/** `at`: when it happened at the other side. What happened before something that is applied already never overwrites it. */
export function judgeFeedback(told: FeedbackState, at: Date, before: ToldBefore): FeedbackVerdict {
  if (before.appliedAt !== null && at < before.appliedAt) return { kind: 'nothing', why: 'stale' }
  switch (before.state) {
    case 'queued':
    case 'held':
    case 'sending':
      return { kind: 'wait' }
    case 'pending':
    case 'review':
    case 'failed':
    case 'expired':
      return { kind: 'settle', state: told === 'sold' ? 'accepted' : 'rejected' }
    case 'accepted':
      if (before.returned) return { kind: 'nothing', why: told === 'sold' ? 'contradiction' : 'same' }
      return told === 'sold' ? { kind: 'nothing', why: 'same' } : { kind: 'return' }
    case 'rejected':
      return told === 'sold' ? { kind: 'settle', state: 'accepted' } : { kind: 'nothing', why: 'same' }
    case 'skipped':
    case 'cancelled':
      return { kind: 'nothing', why: 'contradiction' }
    default:
      return assertNever(before.state)
  }
}
