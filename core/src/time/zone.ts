// Days, weeks and months of a zone as half-open spans of instants, right across clock changes.

import { Temporal } from 'temporal-polyfill'

import { assertNever } from '../assert.ts'
import type { WindowPeriod } from '../setup/caps.ts'
import { localTime } from './localTime.ts'

/** Half open: `start` is in, `end` is out. A window without an end never resets. Shared between callers: do not change. */
export interface TimeWindow {
  readonly start: Date
  readonly end: Date | null
}

type CalendarPeriod = 'day' | 'week' | 'month'

const hourMs = 3_600_000
const zonesKept = 1_000
const total: TimeWindow = { start: new Date(0), end: null }
const current: Record<CalendarPeriod, Map<string, { start: Date; end: Date }>> = {
  day: new Map(),
  week: new Map(),
  month: new Map(),
}

/** Whether this is an IANA zone that times can be computed in. Bare offsets such as "+01:00" are not. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/**
 * The first instant of a local date (YYYY-MM-DD): usually midnight, 01:00 where a clock change skips midnight, the first
 * of the two where midnight happens twice. Throws a RangeError for an unknown zone or a date that does not exist.
 */
export function startOfDay(isoDate: string, zone: string): Date {
  return startOf(Temporal.PlainDate.from(isoDate), zone)
}

/**
 * The window of a period that an instant falls into. Hours are UTC hours; days, weeks (from Monday) and months are those of
 * the IANA zone and may be an hour shorter or longer than usual; total starts at 1970 and has no end. Windows of one period
 * and zone never overlap and leave no gap. Throws a RangeError for an unknown zone.
 *
 * The running window of each zone is kept, so that the many leads inside it cost two comparisons.
 */
export function windowOf(period: WindowPeriod, at: Date, zone: string): TimeWindow {
  switch (period) {
    case 'total':
      return total
    case 'hour': {
      const start = Math.floor(at.getTime() / hourMs) * hourMs
      return { start: new Date(start), end: new Date(start + hourMs) }
    }
    case 'day':
    case 'week':
    case 'month': {
      const windows = current[period]
      const known = windows.get(zone)
      if (known && known.start <= at && at < known.end) return known
      const window = calendarWindow(period, at, zone)
      if (windows.size >= zonesKept) windows.clear()
      windows.set(zone, window)
      return window
    }
    default:
      return assertNever(period)
  }
}

function calendarWindow(period: CalendarPeriod, at: Date, zone: string): { start: Date; end: Date } {
  let first = firstDate(period, Temporal.PlainDate.from(localTime(at, zone).date))
  let next = following(period, first)
  // A clock set back over midnight shows yesterday's date again; those minutes belong to the day that has begun.
  while (startOf(next, zone) <= at) {
    first = next
    next = following(period, first)
  }
  return { start: startOf(first, zone), end: startOf(next, zone) }
}

function firstDate(period: CalendarPeriod, date: Temporal.PlainDate): Temporal.PlainDate {
  switch (period) {
    case 'day':
      return date
    case 'week':
      return date.subtract({ days: date.dayOfWeek - 1 })
    case 'month':
      return date.with({ day: 1 })
    default:
      return assertNever(period)
  }
}

function following(period: CalendarPeriod, first: Temporal.PlainDate): Temporal.PlainDate {
  switch (period) {
    case 'day':
      return first.add({ days: 1 })
    case 'week':
      return first.add({ days: 7 })
    case 'month':
      return first.add({ months: 1 })
    default:
      return assertNever(period)
  }
}

function startOf(date: Temporal.PlainDate, zone: string): Date {
  return new Date(date.toZonedDateTime(zone).epochMilliseconds)
}
