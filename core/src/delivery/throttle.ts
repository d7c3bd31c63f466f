import type { RetryPolicy } from '../setup/delivery.ts'

const shortestMs = 1000
const longestMs = 6 * 3_600_000

/**
 * How long a destination that asked for time is left alone as a whole, in milliseconds: what it asked for, else the delay before
 * the delivery's first retry; 1 s to 6 h (reliability.md F28, F29).
 */
export function throttlePauseMs(retryAfterMs: number | null, policy: RetryPolicy): number {
  const askedMs = retryAfterMs ?? (policy.delaysSeconds[0] ?? 0) * 1000
  return Math.min(Math.max(askedMs, shortestMs), longestMs)
}
