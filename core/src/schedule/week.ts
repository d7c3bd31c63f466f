// The open minutes of each weekday, spans over midnight cut in two and touching spans joined.

import type { Schedule } from '../setup/delivery.ts'
import type { Weekday } from '../setup/weekday.ts'
import { weekdays } from '../time/localTime.ts'
import { parseSpan, type Span } from './span.ts'

export const dayMinutes = 1440

export type Week = Readonly<Record<Weekday, readonly Span[]>>

/** Spans as written, by the weekday they begin on. Throws for a span that is none: checkSchedule refuses those. */
export function writtenWeek(weekly: Schedule['weekly']): Week {
  const of = (weekday: Weekday): Span[] => writtenSpans(weekly[weekday] ?? [])
  return {
    mon: of('mon'),
    tue: of('tue'),
    wed: of('wed'),
    thu: of('thu'),
    fri: of('fri'),
    sat: of('sat'),
    sun: of('sun'),
  }
}

export function writtenSpans(texts: readonly string[]): Span[] {
  return texts.map((text) => {
    const span = parseSpan(text)
    if (!span) throw new Error(`Not a span of hours: ${text}`)
    return span
  })
}

/** The open minutes of a day: its own spans up to midnight, and what runs over from the day before. */
export function openMinutes(own: readonly Span[], before: readonly Span[]): Span[] {
  return joined([
    ...own.map(({ from, to }) => ({ from, to: Math.min(to, dayMinutes) })),
    ...before.flatMap(({ to }) => (to > dayMinutes ? [{ from: 0, to: to - dayMinutes }] : [])),
  ])
}

export function dayAfter(weekday: Weekday): Weekday {
  return weekdays[(weekdays.indexOf(weekday) + 1) % weekdays.length] ?? 'mon'
}

export function dayBefore(weekday: Weekday): Weekday {
  return weekdays[(weekdays.indexOf(weekday) + 6) % weekdays.length] ?? 'sun'
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
