import { Temporal } from 'temporal-polyfill'

/**
 * The instant at which the wall clock of an IANA zone showed the same time so many days earlier. Where the clocks skipped that
 * time, the first instant after the gap that is as far behind its beginning. Throws a RangeError for an unknown zone.
 */
export function daysBefore(at: Date, days: number, zone: string): Date {
  const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
  return new Date(there.subtract({ days }).epochMilliseconds)
}
