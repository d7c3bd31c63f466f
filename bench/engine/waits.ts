// How long leads waited: from the moment they were due at the sender to their first request at the buyer.

import { createHistogram, type Percentiles } from '../measure/histogram.ts'
import type { EngineBuyerCount, PacedReport } from './part.ts'

export interface Waits extends Percentiles {
  readonly count: number
  /** Sent and not arrived: they wait still. */
  readonly missing: number
}

/** `onlyEvery`: of interleaved campaigns the one whose numbers leave this remainder. */
export function waitsOf(
  report: PacedReport,
  buyer: EngineBuyerCount,
  onlyEvery: { readonly modulus: number; readonly remainder: number } = { modulus: 1, remainder: 0 },
): Waits {
  const arrived = new Map(buyer.arrivedAtMs)
  const firstNumber = report.nextNumber - report.sent
  const histogram = createHistogram()
  let count = 0
  let missing = 0
  for (const [place, dueAtMs] of report.dueAtMs.entries()) {
    const number = firstNumber + place
    if (number % onlyEvery.modulus !== onlyEvery.remainder) continue
    const arrivedAtMs = arrived.get(number)
    if (arrivedAtMs === undefined) missing += 1
    else {
      histogram.add(Math.max(0, arrivedAtMs - dueAtMs))
      count += 1
    }
  }
  return { ...histogram.percentiles(), count, missing }
}
