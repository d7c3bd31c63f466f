// What a clock on the wall shows at an instant. Memoised for the running minute of each zone, because every lead asks.

import { Temporal } from 'temporal-polyfill'

import type { Weekday } from '../setup/delivery.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Weekday[]

export interface LocalTime {
  /** YYYY-MM-DD */
  readonly date: string
  /** Minutes since local 00:00, 0 to 1439. */
  readonly minute: number
  readonly weekday: Weekday
}

const minuteMs = 60_000
const zonesKept = 1_000
const latest = new Map<string, { readonly epochMinute: number; readonly local: LocalTime }>()

/** The wall clock of an IANA zone at an instant, to the minute. Throws a RangeError for an unknown zone. */
export function localTime(at: Date, zone: string): LocalTime {
  const epochMinute = Math.floor(at.getTime() / minuteMs)
  const known = latest.get(zone)
  if (known?.epochMinute === epochMinute) return known.local
  const local = read(epochMinute, zone)
  if (latest.size >= zonesKept) latest.clear()
  latest.set(zone, { epochMinute, local })
  return local
}

function read(epochMinute: number, zone: string): LocalTime {
  const there = Temporal.Instant.fromEpochMilliseconds(epochMinute * minuteMs).toZonedDateTimeISO(zone)
  const weekday = weekdays[there.dayOfWeek - 1]
  if (weekday === undefined) throw new RangeError(`No such day of the week: ${there.dayOfWeek}`)
  return { date: there.toPlainDate().toString(), minute: there.hour * 60 + there.minute, weekday }
}

/** 545 -> "09:05". */
export function clockWords(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
