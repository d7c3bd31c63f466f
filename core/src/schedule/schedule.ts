// When a delivery may be sent to. Open means: the wall clock in the schedule's zone stands inside a span of that date. So an hour
// that is repeated when clocks go back is open both times, and a span whose start is skipped opens right after the gap.

import { Temporal } from 'temporal-polyfill'

import type { Schedule } from '../setup/delivery.ts'
import { localTime, weekdays } from '../time/localTime.ts'
import { compileDays, type Days } from './days.ts'

export interface CompiledSchedule {
  openAt(at: Date): boolean
  /** `at` itself when open, else the first open instant after it; null when the schedule never opens. */
  nextOpening(at: Date): Date | null
  /** `at` itself when closed, else the first closed instant after it; null when it stays open for the next `withinMs`. */
  nextClosing(at: Date, withinMs: number): Date | null
}

// A weekly span can fall into a clock change once; the week after it, it is there again.
const daysAhead = 15

/** Throws for a span or a zone that is none; see checkSchedule. */
export function compileSchedule(schedule: Schedule): CompiledSchedule {
  const days = compileDays(schedule)
  const zone = schedule.timezone
  // Leads of one closed night all wait for the same opening.
  let known: { readonly from: Date; readonly opening: Date } | null = null

  function openAt(at: Date): boolean {
    const { date, weekday, minute } = localTime(at, zone)
    return days.openOn(date, weekday).some((span) => span.from <= minute && minute < span.to)
  }

  function nextOpening(at: Date): Date | null {
    if (days.neverOpen) return null
    if (openAt(at)) return at
    if (known && known.from <= at && at < known.opening) return known.opening
    const opening = firstOf(openingDates(days, at, zone), days, 'from', zone, at, openAt)
    if (opening) known = { from: at, opening }
    return opening
  }

  function nextClosing(at: Date, withinMs: number): Date | null {
    const last = new Date(at.getTime() + withinMs)
    const dates = datesFrom(at, zone, Math.ceil(withinMs / dayMs) + 1)
    const closing = firstOf(dates, days, 'to', zone, at, (instant) => !openAt(instant))
    return closing && closing <= last ? closing : null
  }

  return { openAt, nextOpening, nextClosing }
}

const dayMs = 86_400_000

/** Enough dates to meet an ordinary day of every weekday, and the dates with hours of their own that come later. */
function openingDates({ special }: Days, at: Date, zone: string): Temporal.PlainDate[] {
  const near = datesFrom(at, zone, daysAhead + special.length)
  const last = near.at(-1)?.toString() ?? ''
  return [...near, ...special.filter((date) => date > last).map((date) => Temporal.PlainDate.from(date))]
}

function datesFrom(at: Date, zone: string, count: number): Temporal.PlainDate[] {
  // A span that is open at `at` may have begun on the date before, where a clock change has moved midnight.
  const today = Temporal.PlainDate.from(localTime(at, zone).date)
  return Array.from({ length: count + 1 }, (_, day) => today.add({ days: day }))
}

/** The clock turns at an edge of a span or by jumping over one when it is changed; nothing else has to be tried. */
function firstOf(
  dates: readonly Temporal.PlainDate[],
  days: Days,
  edge: 'from' | 'to',
  zone: string,
  at: Date,
  holds: (instant: Date) => boolean,
): Date | null {
  const [start] = dates
  if (start === undefined) return null
  if (holds(at)) return at
  for (const date of dates) {
    const instants = [...edges(days, zone, date, edge), ...changesOn(date, zone)]
    const found = instants.filter((instant) => instant >= at && holds(instant))
    if (found.length > 0) return new Date(Math.min(...found.map((instant) => instant.getTime())))
  }
  return null
}

function edges(days: Days, zone: string, date: Temporal.PlainDate, edge: 'from' | 'to'): Date[] {
  const weekday = weekdays[date.dayOfWeek - 1]
  if (weekday === undefined) return []
  return days.openOn(date.toString(), weekday).flatMap((span) => {
    const minute = span[edge]
    const clock = date.toPlainDateTime().add({ minutes: minute })
    return (['earlier', 'later'] as const).map(
      (disambiguation) => new Date(clock.toZonedDateTime(zone, { disambiguation }).epochMilliseconds),
    )
  })
}

/** Clock changes between the starts of this date and of the next. */
function changesOn(date: Temporal.PlainDate, zone: string): Date[] {
  const end = date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
  let moment: Temporal.ZonedDateTime | null = date.toZonedDateTime(zone).subtract({ hours: 3 })
  const changes: Date[] = []
  while ((moment = moment.getTimeZoneTransition('next')) && moment.epochMilliseconds <= end) {
    changes.push(new Date(moment.epochMilliseconds))
  }
  return changes
}
