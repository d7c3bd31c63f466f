// What a destination's own behaviour allows right now: its breaker, how many calls at once it bears, and the pause it asked for.
// Kept in memory only: a process that starts again finds it out again.

import { assertNever } from '@switchyard/core/assert.ts'
import {
  breakerAfter,
  breakerAt,
  breakerLimit,
  closedBreaker,
  type Breaker,
} from '@switchyard/core/delivery/breaker.ts'
import { concurrencyAfter, startConcurrency } from '@switchyard/core/delivery/concurrency.ts'
import type { DestinationReport } from '@switchyard/core/delivery/destinationReport.ts'
import { throttlePauseMs } from '@switchyard/core/delivery/throttle.ts'
import type { RetryPolicy } from '@switchyard/core/setup/delivery.ts'

/** What a person should hear of. */
export type GateEvent =
  | { readonly kind: 'breakerOpen'; readonly forMs: number; readonly code: string }
  | { readonly kind: 'tlsFailure'; readonly code: string }
  /** It answers, after whatever was told before by this or by an earlier process. */
  | { readonly kind: 'works' }

export interface GateView {
  readonly breaker: Breaker['kind']
  /** Monotonic, as all times here; null unless the breaker is open. */
  readonly breakerUntilMs: number | null
  readonly pausedUntilMs: number | null
}

export interface Gate {
  /** How many calls may be under way, of the `most` that the set-up leaves this worker. */
  limit(most: number, nowMs: number): number
  /** For how long nothing may begin from now on; 0 when the gate is open. */
  shutForMs(nowMs: number): number
  /** Only probes may begin: nothing is taken in hand ahead of them. */
  isProbing(nowMs: number): boolean
  note(
    report: DestinationReport,
    call: { readonly begunMs: number; readonly nowMs: number; readonly draw: number },
    doc: { readonly retry: RetryPolicy },
    most: number,
  ): GateEvent | null
  /** It is as it was at the start, or better. */
  isAtRest(most: number, nowMs: number): boolean
  view(nowMs: number): GateView
}

type Answered = DestinationReport & { kind: 'answered' }
type Failed = DestinationReport & { kind: 'failed' }

const tlsFailuresInARow = 3

export function createGate(most: number): Gate {
  let breaker = closedBreaker()
  let concurrency = startConcurrency(most)
  let pausedUntilMs = 0
  let tlsFailures = 0
  let mayHaveBeenTold = true

  function current(nowMs: number): Breaker {
    if (breaker.kind === 'open') breaker = breakerAt(breaker, nowMs)
    return breaker
  }

  function eventOf(report: Answered | Failed, before: Breaker, nowMs: number): GateEvent | null {
    if (report.kind === 'failed') {
      tlsFailures = report.code.startsWith('tls_') ? tlsFailures + 1 : 0
      const isOpened = breaker.kind === 'open' && before.kind !== 'open'
      if (tlsFailures !== tlsFailuresInARow && !isOpened) return null
      mayHaveBeenTold = true
      return tlsFailures === tlsFailuresInARow
        ? { kind: 'tlsFailure', code: report.code }
        : { kind: 'breakerOpen', forMs: breaker.kind === 'open' ? breaker.untilMs - nowMs : 0, code: report.code }
    }
    tlsFailures = 0
    if (!mayHaveBeenTold || breaker.kind !== 'closed') return null
    mayHaveBeenTold = false
    return { kind: 'works' }
  }

  return {
    limit: (allowed, nowMs) =>
      nowMs < pausedUntilMs ? 0 : Math.min(allowed, concurrency.limit, breakerLimit(current(nowMs))),
    shutForMs(nowMs) {
      const now = current(nowMs)
      return Math.max(0, pausedUntilMs - nowMs, now.kind === 'open' ? now.untilMs - nowMs : 0)
    },
    isProbing: (nowMs) => current(nowMs).kind === 'probing',
    note(report, call, { retry }, allowed) {
      if (report.kind === 'silent') return null
      concurrency = concurrencyAfter(concurrency, { good: report.kind === 'answered', ...call }, allowed)
      switch (report.kind) {
        case 'throttled':
          pausedUntilMs = Math.max(pausedUntilMs, call.nowMs + throttlePauseMs(report.retryAfterMs, retry))
          return null
        case 'answered':
        case 'failed': {
          const before = current(call.nowMs)
          breaker = breakerAfter(before, { failed: report.kind === 'failed', ...call })
          return eventOf(report, before, call.nowMs)
        }
        default:
          return assertNever(report)
      }
    },
    isAtRest: (most, nowMs) =>
      nowMs >= pausedUntilMs && current(nowMs).kind === 'closed' && concurrency.limit >= startConcurrency(most).limit,
    view(nowMs) {
      const now = current(nowMs)
      return {
        breaker: now.kind,
        breakerUntilMs: now.kind === 'open' ? now.untilMs : null,
        pausedUntilMs: nowMs < pausedUntilMs ? pausedUntilMs : null,
      }
    },
  }
}
