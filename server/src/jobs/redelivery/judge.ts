// Whether a lead is sent to a delivery again, from what became of it there before. Pure.

import { assertNever } from '@switchyard/core/assert.ts'
import type { DispatchState, LeadStatus } from '@switchyard/core/lead/states.ts'

export interface Past {
  readonly status: LeadStatus
  /** Rejected because its buyers refused it, in a campaign that shows that so. */
  readonly refusedOnly: boolean
  readonly erased: boolean
  /** The states of the lead's dispatches at this delivery, oldest first. */
  readonly states: readonly DispatchState[]
  /** It took the lead once and gave it back. */
  readonly returned: boolean
}

export type Judgement =
  | { readonly kind: 'send' }
  | { readonly kind: 'leaveOut'; readonly words: string }
  /** An attempt is under way: there is never more than one for a lead and a delivery. */
  | { readonly kind: 'later' }

/** `name` is the delivery's, for people. */
export function judge(past: Past, name: string, includeAccepted: boolean): Judgement {
  if (past.erased) return leaveOut('erased')
  if (past.status !== 'accepted' && !past.refusedOnly) {
    return leaveOut(`${past.status}: only accepted leads can be redelivered`)
  }
  const newest = past.states.at(-1)
  if (!includeAccepted) {
    if (past.returned) return leaveOut(`returned by ${name}`)
    if (past.states.includes('accepted')) return leaveOut(`already accepted by ${name}`)
    if (newest === 'pending') return leaveOut(`taken by ${name}, its result is still to come`)
  }
  return past.states.includes('sending') ? { kind: 'later' } : { kind: 'send' }
}

/** A dispatch that waits is replaced by the new one; everything else stays as it is. */
export function isReplaced(state: DispatchState): boolean {
  switch (state) {
    case 'queued':
    case 'held':
      return true
    case 'sending':
    case 'pending':
    case 'accepted':
    case 'rejected':
    case 'failed':
    case 'review':
    case 'skipped':
    case 'expired':
    case 'cancelled':
      return false
    default:
      return assertNever(state)
  }
}

function leaveOut(words: string): Judgement {
  return { kind: 'leaveOut', words }
}
