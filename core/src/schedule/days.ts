// The open minutes of a date: its weekday's, unless it is a holiday or has hours of its own. Such a date belongs to itself alone:
// what runs over midnight from the evening before does not reach into it, while its own late hours run into an ordinary next day.

import { Temporal } from 'temporal-polyfill'

import type { Schedule } from '../setup/delivery.ts'
import type { Weekday } from '../setup/weekday.ts'
import { weekdays } from '../time/localTime.ts'
import type { Span } from './span.ts'
import { dayBefore, openMinutes, writtenSpans, writtenWeek } from './week.ts'

export interface Days {
  /** `date` is YYYY-MM-DD, `weekday` its own. */
  openOn(date: string, weekday: Weekday): readonly Span[]
  /** Dates that go by no weekday, in order. */
  readonly special: readonly string[]
  readonly neverOpen: boolean
}

/** Throws for a span that is none: checkSchedule refuses those before a schedule is stored. */
export function compileDays({ weekly, holidays = [], exceptions = [] }: Schedule): Days {
  const week = writtenWeek(weekly)
  const usual = new Map(weekdays.map((weekday) => [weekday, openMinutes(week[weekday], week[dayBefore(weekday)])]))
  const own = new Map<string, readonly Span[]>([
    ...exceptions.map(({ date, hours }) => [date, writtenSpans(hours)] as const),
    ...holidays.map((date) => [date, []] as const),
  ])
  // Open minutes of the few dates that are not as usual: the special ones and the days after them.
  const unusual = new Map<string, readonly Span[]>()
  for (const [date, spans] of own) {
    unusual.set(date, openMinutes(spans, []))
    const next = Temporal.PlainDate.from(date).add({ days: 1 })
    const weekday = weekdays[next.dayOfWeek - 1]
    if (weekday === undefined || own.has(next.toString())) continue
    unusual.set(next.toString(), openMinutes(week[weekday], spans))
  }
  return {
    openOn: (date, weekday) => (unusual.size > 0 ? unusual.get(date) : undefined) ?? usual.get(weekday) ?? [],
    special: [...own.keys()].toSorted(),
    neverOpen: [...usual.values(), ...unusual.values()].every((spans) => spans.length === 0),
  }
}
