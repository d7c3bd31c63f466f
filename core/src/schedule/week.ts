// The open minutes of each weekday, spans over midnight cut in two and touching spans joined.

import type { Schedule, Weekday } from '../setup/delivery.ts'
import { weekdays } from '../time/localTime.ts'
import { parseSpan, type Span } from './span.ts'

const dayMinutes = 1440

export type Week = Readonly<Record<Weekday, readonly Span[]>>

/** Throws for a span that is none: checkSchedule refuses those before a schedule is stored. */
export function weekOf(weekly: Schedule['weekly']): Week {
  const open: Record<Weekday, Span[]> = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  for (const weekday of weekdays) {
    for (const text of weekly[weekday] ?? []) {
      const span = parseSpan(text)
      if (!span) throw new Error(`Not a span of hours: ${text}`)
      open[weekday].push({ from: span.from, to: Math.min(span.to, dayMinutes) })
      if (span.to > dayMinutes) open[dayAfter(weekday)].push({ from: 0, to: span.to - dayMinutes })
    }
  }
  for (const weekday of weekdays) open[weekday] = joined(open[weekday])
  return open
}

export function dayAfter(weekday: Weekday): Weekday {
  return weekdays[(weekdays.indexOf(weekday) + 1) % weekdays.length] ?? 'mon'
}

function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1)
    if (last && span.from <= last.to) result.splice(-1, 1, { from: last.from, to: Math.max(last.to, span.to) })
    else result.push(span)
  }
  return result
}
