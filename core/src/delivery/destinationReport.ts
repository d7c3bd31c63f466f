// What the outcome of one call says about the destination itself, whatever became of the lead.

import { assertNever } from '../assert.ts'
import type { Understood } from './answer.ts'
import type { Sent } from './sent.ts'

export type DestinationReport =
  /** It works. A refusal is an answer: it never counts against the destination. */
  | { readonly kind: 'answered' }
  /** Transport, deadline, or a status that means trouble on its side. */
  | { readonly kind: 'failed'; readonly code: string }
  /** It asks for time. `retryAfterMs` as in retryAfterMs; null when it did not say how long. */
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | null }
  /** Nothing is known of it: the fault was ours. */
  | { readonly kind: 'silent' }

const answered: DestinationReport = { kind: 'answered' }
const silent: DestinationReport = { kind: 'silent' }

// Faults of this process or of the set-up: the destination was never asked.
const ours = new Set(['EMFILE', 'worker_fenced', 'url_invalid', 'address_forbidden'])
const decided = new Set<Understood['outcome']>(['accepted', 'rejected', 'duplicate', 'pending'])

/**
 * Reads a call for the destination's breaker, its limit and its pause (reliability.md 5.3). An answer that a rule understood
 * is an answer whatever its status: some buyers refuse with 500. What no rule knows counts by its status (5xx and 408 fail).
 */
export function destinationReport(sent: Sent, understood: Understood): DestinationReport {
  switch (sent.kind) {
    case 'answer': {
      if (understood.outcome === 'throttled') return { kind: 'throttled', retryAfterMs: sent.retryAfterMs }
      if (decided.has(understood.outcome)) return answered
      const { status } = sent.answer
      return status >= 500 || status === 408 ? { kind: 'failed', code: `status_${status}` } : answered
    }
    case 'not_sent':
      return ours.has(sent.code) ? silent : { kind: 'failed', code: sent.code }
    case 'unknown':
      return decided.has(understood.outcome) ? answered : { kind: 'failed', code: sent.code }
    case 'not_rendered':
      return silent
    default:
      return assertNever(sent)
  }
}
