import { Temporal } from 'temporal-polyfill'

import type { Problem } from '../setup/problem.ts'
import type { Schedule, Weekday } from '../setup/delivery.ts'
import { clockWords, weekdays } from '../time/localTime.ts'
import { isZone } from '../time/zone.ts'
import { parseSpan, type Span } from './span.ts'
import { dayAfter, dayMinutes } from './week.ts'

interface Placed {
  readonly path: string
  readonly text: string
  readonly span: Span
}

/**
 * Every mistake of a schedule: unknown zone, unknown weekday, a date that is none or is named twice, a span that is none, spans
 * that overlap (also over midnight).
 */
export function checkSchedule(schedule: Schedule, path: string): Problem[] {
  const problems: Problem[] = []
  if (!isZone(schedule.timezone)) {
    problems.push({
      path: `${path}.timezone`,
      code: 'unknown_timezone',
      message: `'${schedule.timezone}' is not a time zone such as Europe/London`,
    })
  }
  const open: Record<Weekday, Placed[]> = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  for (const [key, texts] of Object.entries(schedule.weekly)) {
    const weekday = weekdays.find((known) => known === key)
    if (weekday === undefined) {
      problems.push({
        path: `${path}.weekly.${key}`,
        code: 'unknown_weekday',
        message: `'${key}' is not a weekday; they are ${weekdays.join(', ')}`,
      })
      continue
    }
    for (const [index, text] of texts.entries()) {
      const where = `${path}.weekly.${weekday}[${index}]`
      const span = parseSpan(text)
      if (!span) problems.push(badSpan(where, text))
      else place(open, weekday, { path: where, text, span })
    }
  }
  return [
    ...problems,
    ...weekdays.flatMap((weekday) => overlaps(`on ${weekday}`, open[weekday])),
    ...checkDates(schedule, path),
  ]
}

function checkDates({ holidays = [], exceptions = [] }: Schedule, path: string): Problem[] {
  const named = [
    ...holidays.map((date, index) => ({ date, at: `${path}.holidays[${index}]` })),
    ...exceptions.map(({ date }, index) => ({ date, at: `${path}.exceptions[${index}].date` })),
  ]
  const first = new Map<string, string>()
  const problems = named.flatMap(({ date, at }): Problem[] => {
    if (!isDate(date)) {
      return [{ path: at, code: 'invalid_date', message: `'${date}' is not a date such as 2026-12-25` }]
    }
    const earlier = first.get(date)
    first.set(date, earlier ?? at)
    if (earlier === undefined) return []
    return [{ path: at, code: 'repeated_date', message: `${date} stands in the schedule already, at ${earlier}` }]
  })
  const hours = exceptions.flatMap(({ date, hours: texts }, index) => {
    const spans = texts.map((text, place) => ({
      path: `${path}.exceptions[${index}].hours[${place}]`,
      text,
      span: parseSpan(text),
    }))
    return [
      ...spans.flatMap((one) => (one.span ? [] : [badSpan(one.path, one.text)])),
      ...overlaps(
        `on ${date}`,
        spans.flatMap(({ span, ...one }) => (span ? [{ ...one, span }] : [])),
      ),
    ]
  })
  return [...problems, ...hours]
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function badSpan(path: string, text: string): Problem {
  return {
    path,
    code: 'invalid_span',
    message: `'${text}' is not a span of hours such as 09:00-17:30 (24-hour clock, 24:00 only as an end, two different times)`,
  }
}

function place(open: Record<Weekday, Placed[]>, weekday: Weekday, placed: Placed): void {
  const { from, to } = placed.span
  open[weekday].push({ ...placed, span: { from, to: Math.min(to, dayMinutes) } })
  if (to > dayMinutes) open[dayAfter(weekday)].push({ ...placed, span: { from: 0, to: to - dayMinutes } })
}

function overlaps(when: string, placed: readonly Placed[]): Problem[] {
  const sorted = placed.toSorted((one, other) => one.span.from - other.span.from)
  return sorted.flatMap((later, index) => {
    const earlier = sorted[index - 1]
    if (!earlier || later.span.from >= earlier.span.to) return []
    const clock = clockWords(later.span.from)
    return [
      {
        path: later.path,
        code: 'overlapping_spans',
        message: `${later.text} overlaps ${earlier.text} ${when} from ${clock}; write them as one span`,
      },
    ]
  })
}
