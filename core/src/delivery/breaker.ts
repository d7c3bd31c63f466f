// The circuit breaker of one destination: after too many failures nothing is sent for a while, then one probe, then gently more.

import { assertNever } from '../assert.ts'

export type Breaker =
  | { readonly kind: 'closed'; readonly newest: Bucket; readonly older: readonly Bucket[] }
  | { readonly kind: 'open'; readonly untilMs: number; readonly times: number }
  | {
      readonly kind: 'probing'
      readonly sinceMs: number
      /** So many may be under way at once: 1, 2, 4, 8. */
      readonly allowed: number
      /** Good results since `allowed` last grew. */
      readonly good: number
      readonly times: number
    }

/** Results of a few seconds. */
interface Bucket {
  readonly startMs: number
  readonly results: number
  readonly failed: number
}

export interface BreakerResult {
  readonly failed: boolean
  /** When the call began. */
  readonly begunMs: number
  readonly nowMs: number
  /** Uniform in [0, 1). */
  readonly draw: number
}

export const breakerWindowMs = 60_000
export const breakerLeastResults = 10
const bucketMs = 5_000
const firstOpenMs = 30_000
const longestOpenMs = 600_000
const wholeRamp = 8

export function closedBreaker(): Breaker {
  return { kind: 'closed', newest: { startMs: Number.NEGATIVE_INFINITY, results: 0, failed: 0 }, older: [] }
}

/** The breaker as it stands at `nowMs`: one whose time is over lets a probe through. The clock is monotonic milliseconds. */
export function breakerAt(breaker: Breaker, nowMs: number): Breaker {
  if (breaker.kind !== 'open' || nowMs < breaker.untilMs) return breaker
  return { kind: 'probing', sinceMs: nowMs, allowed: 1, good: 0, times: breaker.times }
}

/** How many calls may be under way at once as far as the breaker goes. */
export function breakerLimit(breaker: Breaker): number {
  switch (breaker.kind) {
    case 'closed':
      return Number.POSITIVE_INFINITY
    case 'open':
      return 0
    case 'probing':
      return breaker.allowed
    default:
      return assertNever(breaker)
  }
}

/**
 * The breaker after one result (reliability.md 5.3). Opens when half or more of at least 10 results of the last 60 s failed,
 * for 30 s, twice as long each time it opens again before it was closed, 10 min at most, less up to a tenth of jitter. While
 * it probes, as many good results as are allowed at once double that number; 8 good ones at 8 close it, and one failure opens it
 * again. Results of calls that began before the probing say nothing new and change nothing.
 */
export function breakerAfter(breaker: Breaker, result: BreakerResult): Breaker {
  switch (breaker.kind) {
    case 'closed':
      return counted(breaker, result)
    case 'open':
      return breaker
    case 'probing':
      return result.begunMs < breaker.sinceMs ? breaker : probed(breaker, result)
    default:
      return assertNever(breaker)
  }
}

function counted({ newest, older }: Breaker & { kind: 'closed' }, result: BreakerResult): Breaker {
  const { nowMs } = result
  const sameBucket = nowMs < newest.startMs + bucketMs
  const bucket = sameBucket ? newest : { startMs: nowMs, results: 0, failed: 0 }
  const next: Breaker = {
    kind: 'closed',
    newest: {
      startMs: bucket.startMs,
      results: bucket.results + 1,
      failed: bucket.failed + (result.failed ? 1 : 0),
    },
    older: sameBucket ? older : [newest, ...older].filter(({ startMs }) => startMs > nowMs - breakerWindowMs),
  }
  return result.failed && isTooMuch(next, nowMs) ? opened(result, 1) : next
}

function isTooMuch({ newest, older }: Breaker & { kind: 'closed' }, nowMs: number): boolean {
  let { results, failed } = newest
  for (const bucket of older) {
    if (bucket.startMs <= nowMs - breakerWindowMs) continue
    results += bucket.results
    failed += bucket.failed
  }
  return results >= breakerLeastResults && failed * 2 >= results
}

function probed(breaker: Breaker & { kind: 'probing' }, result: BreakerResult): Breaker {
  if (result.failed) return opened(result, breaker.times + 1)
  const good = breaker.good + 1
  if (good < breaker.allowed) return { ...breaker, good }
  return breaker.allowed === wholeRamp ? closedBreaker() : { ...breaker, allowed: breaker.allowed * 2, good: 0 }
}

function opened({ nowMs, draw }: BreakerResult, times: number): Breaker {
  const forMs = Math.min(firstOpenMs * 2 ** (times - 1), longestOpenMs)
  return { kind: 'open', untilMs: nowMs + forMs * (1 - draw / 10), times }
}
