// When a dispatch that got no usable answer is tried again, and when that ends.

import type { AttemptOutcome } from '../lead/states.ts'
import type { RetryPolicy } from '../setup/delivery.ts'

export interface FailedAttempt {
  /** throttled, retryable, not_sent, or unknown where the delivery re-sends. */
  readonly outcome: AttemptOutcome
  /** Tries that counted, this one not among them. */
  readonly tries: number
  readonly createdAt: Date
  readonly now: Date
  /** What the destination asked for, see retryAfterMs. */
  readonly retryAfterMs: number | null
  /** Uniform in [0, 1). */
  readonly draw: number
  /** After this instant the lead is not sent any more. */
  readonly expiresAt: Date
}

export type RetryPlan =
  | { readonly kind: 'retry'; readonly at: Date; readonly countsAsTry: boolean }
  | { readonly kind: 'stop'; readonly state: 'failed' | 'expired'; readonly reason: string }

const shortestDelayMs = 1000
const longestDelayMs = 6 * 3_600_000

/**
 * Plans the next attempt. The delay is uniform between one second and the policy's delay for this try ("full jitter", so
 * that leads which failed together do not come back together). A throttled attempt waits for what `Retry-After` asked (1 s
 * to 6 h, up to a tenth longer so that nobody comes early) or else for the whole delay of its try, and does not count.
 */
export function retryPlan(policy: RetryPolicy, attempt: FailedAttempt): RetryPlan {
  const { tries, now, draw } = attempt
  const throttled = attempt.outcome === 'throttled'
  const delaySeconds = throttled
    ? (policy.delaysSeconds[tries] ?? policy.delaysSeconds.at(-1))
    : policy.delaysSeconds[tries]
  if (delaySeconds === undefined) {
    return {
      kind: 'stop',
      state: 'failed',
      reason: `No usable answer after ${tries + 1} ${tries === 0 ? 'try' : 'tries'}`,
    }
  }
  const waitMs = throttled ? throttledMs(attempt, delaySeconds) : jitteredMs(delaySeconds, draw)
  const at = new Date(now.getTime() + waitMs)
  const oldest = attempt.createdAt.getTime() + policy.maxAgeHours * 3_600_000
  if (at.getTime() > Math.min(oldest, attempt.expiresAt.getTime())) {
    return { kind: 'stop', state: 'expired', reason: `No usable answer within ${policy.maxAgeHours} h` }
  }
  return { kind: 'retry', at, countsAsTry: !throttled }
}

function jitteredMs(delaySeconds: number, draw: number): number {
  return Math.max(shortestDelayMs, Math.round(delaySeconds * 1000 * draw))
}

function throttledMs({ retryAfterMs, draw }: FailedAttempt, delaySeconds: number): number {
  const askedMs = Math.min(Math.max(retryAfterMs ?? delaySeconds * 1000, shortestDelayMs), longestDelayMs)
  return Math.round(askedMs * (1 + draw / 10))
}
