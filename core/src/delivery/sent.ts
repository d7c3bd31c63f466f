// What came of sending a request, and how that is understood.

import { assertNever } from '../assert.ts'
import type { Answer, Rendered, Understood } from './answer.ts'
import type { Understand } from './answers.ts'
import type { RenderFailure } from './renderFailure.ts'

export type Sent =
  | {
      readonly kind: 'answer'
      readonly answer: Answer
      readonly retryAfterMs: number | null
      /** 401 to a request with a fetched token: the token was thrown away, the next attempt gets a new one. */
      readonly tokenDropped: boolean
      readonly durationMs: number
    }
  /** Not one byte of the request left. */
  | { readonly kind: 'not_sent'; readonly code: string; readonly message: string; readonly durationMs: number }
  /** Bytes left and no usable answer came. `partial`: status, headers and the beginning of the body, when they came. */
  | {
      readonly kind: 'unknown'
      readonly code: string
      readonly message: string
      readonly partial: Answer | null
      readonly durationMs: number
    }
  | { readonly kind: 'not_rendered'; readonly failure: RenderFailure; readonly durationMs: number }

/** One call: what we sent (secrets masked; null when it could not be rendered) and what came of it. */
export interface Exchange {
  readonly request: Rendered['masked'] | null
  readonly sent: Sent
}

// A destination that may not be reached will not be reachable by trying again.
const lasting = new Set(['address_forbidden', 'url_invalid'])

/** The outcome of a call in words. A broken answer counts when its status and headers alone decide (fault F25). */
export function readSent(sent: Sent, understand: Understand): Understood {
  switch (sent.kind) {
    case 'answer': {
      const understood = understand(sent.answer)
      if (!sent.tokenDropped || understood.rule !== null) return understood
      return plain('retryable', 'The token was refused (401); the next attempt gets a new one')
    }
    case 'not_sent':
      return plain(lasting.has(sent.code) ? 'permanent' : 'not_sent', sent.message)
    case 'unknown': {
      const understood = sent.partial === null ? null : understand(sent.partial, 'broken')
      return understood === null || understood.outcome === 'unknown' ? plain('unknown', sent.message) : understood
    }
    case 'not_rendered':
      return plain('permanent', sent.failure.message)
    default:
      return assertNever(sent)
  }
}

function plain(outcome: Understood['outcome'], reason: string): Understood {
  return { outcome, rule: null, reason, price: null, reference: null, redirectUrl: null }
}
