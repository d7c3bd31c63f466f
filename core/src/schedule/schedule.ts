// When a delivery may be sent to. Open means: the wall clock in the schedule's zone stands inside a span of that weekday. So an
// hour that is repeated when clocks go back is open both times, and a span whose start is skipped opens right after the gap.

import { Temporal } from 'temporal-polyfill'

import type { Schedule } from '../setup/delivery.ts'
import { localTime, weekdays } from '../time/localTime.ts'
import { weekOf, type Week } from './week.ts'

export interface CompiledSchedule {
  openAt(at: Date): boolean
  /** `at` itself when open, else the first open instant after it; null when the schedule never opens. */
  nextOpening(at: Date): Date | null
}

// A weekly span can fall into a clock change once; the week after it, it is there again.
const daysAhead = 15

/** Throws for a span or a zone that is none; see checkSchedule. */
export function compileSchedule(schedule: Schedule): CompiledSchedule {
  const week = weekOf(schedule.weekly)
  const zone = schedule.timezone
  const neverOpen = Object.values(week).every((spans) => spans.length === 0)
  // Leads of one closed night all wait for the same opening.
  let known: { readonly from: Date; readonly opening: Date } | null = null

  function openAt(at: Date): boolean {
    const { weekday, minute } = localTime(at, zone)
    return week[weekday].some((span) => span.from <= minute && minute < span.to)
  }

  function nextOpening(at: Date): Date | null {
    if (neverOpen) return null
    if (openAt(at)) return at
    if (known && known.from <= at && at < known.opening) return known.opening
    const opening = search(week, zone, at, openAt)
    if (opening) known = { from: at, opening }
    return opening
  }

  return { openAt, nextOpening }
}

/** A closed clock opens at the start of a span or by jumping into one when it is changed; nothing else has to be tried. */
function search(week: Week, zone: string, at: Date, openAt: (at: Date) => boolean): Date | null {
  const changes = clockChanges(at, zone)
  const today = Temporal.PlainDate.from(localTime(at, zone).date)
  for (let day = 0; day <= daysAhead; day += 1) {
    const date = today.add({ days: day })
    const openings = [...starts(week, zone, date), ...changes].filter((instant) => instant >= at && openAt(instant))
    const first = openings.toSorted((one, other) => one.getTime() - other.getTime())[0]
    // A clock change found here may lie after the spans of the days in between.
    if (first && first < startAfter(date, zone)) return first
  }
  return null
}

function starts(week: Week, zone: string, date: Temporal.PlainDate): Date[] {
  const weekday = weekdays[date.dayOfWeek - 1]
  if (weekday === undefined) return []
  return week[weekday].flatMap(({ from }) => {
    const clock = date.toPlainDateTime({ hour: Math.floor(from / 60), minute: from % 60 })
    return (['earlier', 'later'] as const).map(
      (disambiguation) => new Date(clock.toZonedDateTime(zone, { disambiguation }).epochMilliseconds),
    )
  })
}

function clockChanges(at: Date, zone: string): Date[] {
  let moment: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(
    zone,
  )
  const end = moment.add({ days: daysAhead }).epochMilliseconds
  const changes: Date[] = []
  while ((moment = moment.getTimeZoneTransition('next')) && moment.epochMilliseconds <= end) {
    changes.push(new Date(moment.epochMilliseconds))
  }
  return changes
}

function startAfter(date: Temporal.PlainDate, zone: string): Date {
  return new Date(date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds)
}
