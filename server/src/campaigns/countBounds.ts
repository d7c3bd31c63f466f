// The instants between which a campaign's leads are counted.

import { windowOf } from '@switchyard/core/time/zone.ts'

export interface CountBounds {
  readonly by: 'hour' | 'day'
  /** Ascending; each begins a span, the last ends the last one. Two at least. */
  readonly bounds: readonly Date[]
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const byHourUpToMs = 2 * dayMs + hourMs

/**
 * Hours for frames of up to two days, with an hour to spare for those in which the clocks go back; days of the zone for others. The
 * first and the last span end where the frame does. `from` has to lie before `to`. Throws a RangeError for an unknown zone.
 */
export function countBounds(from: Date, to: Date, zone: string): CountBounds {
  const by = to.getTime() - from.getTime() <= byHourUpToMs ? 'hour' : 'day'
  const bounds = [from]
  for (let at = from; ;) {
    const { end } = windowOf(by, at, zone)
    if (end === null || end >= to) break
    bounds.push(end)
    at = end
  }
  return { by, bounds: [...bounds, to] }
}
