// Rolling caps: at most so many in any span of so many hours. What was accepted is counted in small buckets of time; a bucket
// leaves the count when all of it is older than the span, so a place may come free a bucket too late and never too early.

import type { Cap } from '../setup/caps.ts'

const hourMs = 3_600_000
const minuteMs = 60_000
const bucketsPerSpan = 240

/** The window of a rolling cap in milliseconds; null for a cap of the calendar. Throws for a rolling cap without a length. */
export function rollingSpanMs(cap: Pick<Cap, 'period' | 'hours' | 'days'>): number | null {
  if (cap.period !== 'rolling') return null
  const hours = cap.hours ?? (cap.days === undefined ? undefined : cap.days * 24)
  if (hours === undefined) throw new Error('A rolling cap has hours or days')
  return hours * hourMs
}

/** A minute for spans of up to four hours, else a 240th of the span in whole minutes. */
export function bucketMs(spanMs: number): number {
  return Math.max(1, Math.ceil(spanMs / bucketsPerSpan / minuteMs)) * minuteMs
}

/** The bucket that an instant falls into: `start` is in, `end` is out. */
export function bucketOf(at: Date, spanMs: number): { readonly start: Date; readonly end: Date } {
  const size = bucketMs(spanMs)
  const start = Math.floor(at.getTime() / size) * size
  return { start: new Date(start), end: new Date(start + size) }
}
