// How many calls one destination gets at once: found out by trying, within what its set-up allows.

export interface Concurrency {
  readonly limit: number
  /** Good results since the limit last changed. */
  readonly good: number
  /** When it was last halved; what began before knows nothing of the new limit. */
  readonly halvedMs: number
}

const startsAt = 8
const goodForOneMore = 20

/** `most` is the delivery's own `concurrency`, or this worker's part of it. */
export function startConcurrency(most: number): Concurrency {
  return { limit: Math.max(1, Math.min(startsAt, most)), good: 0, halvedMs: Number.NEGATIVE_INFINITY }
}

/**
 * The limit after one result: one more for every 20 good ones, half after a failure or when the destination asks for time
 * (reliability.md 5.3), never below 1 and never above `most`. Failures of calls that were under way together halve it once.
 */
export function concurrencyAfter(
  before: Concurrency,
  result: { readonly good: boolean; readonly begunMs: number; readonly nowMs: number },
  most: number,
): Concurrency {
  if (!result.good) {
    if (result.begunMs < before.halvedMs) return before
    return { limit: Math.max(1, Math.floor(Math.min(before.limit, most) / 2)), good: 0, halvedMs: result.nowMs }
  }
  if (before.limit >= most) return before
  const good = before.good + 1
  return good < goodForOneMore ? { ...before, good } : { ...before, limit: before.limit + 1, good: 0 }
}
