// The instants between which the Home screen counts.

import { daysBefore } from '@switchyard/core/time/daysBefore.ts'
import { localTime } from '@switchyard/core/time/localTime.ts'
import { startOfDay, windowOf } from '@switchyard/core/time/zone.ts'

export interface HomeDay {
  /** YYYY-MM-DD */
  readonly day: string
  readonly from: Date
  /** Not included. */
  readonly to: Date
}

export interface HomeFrame {
  readonly now: Date
  readonly today: HomeDay
  /** The same weekday, a whole day. */
  readonly lastWeek: HomeDay
  /** The same time of that day as it is now. */
  readonly lastWeekNow: Date
  /** Beginnings of the hours of each of the two days. */
  readonly hours: readonly Date[]
  readonly lastWeekHours: readonly Date[]
  /** The days before today, oldest first. */
  readonly before: readonly HomeDay[]
}

const hourMs = 3_600_000

/** `dayCount`: how many days there are, today among them. Throws a RangeError for an unknown zone. */
export function homeFrame(now: Date, zone: string, dayCount: number): HomeFrame {
  const { start, end } = windowOf('day', now, zone)
  if (end === null) throw new Error('A day has an end')
  // Noon is on its day whatever the clocks do at midnight.
  const noon = new Date((start.getTime() + end.getTime()) / 2)
  const dates = Array.from(
    { length: Math.max(dayCount, 8) },
    (_, back) => localTime(daysBefore(noon, back, zone), zone).date,
  )
  const starts = dates.map((date, back) => (back === 0 ? start : startOfDay(date, zone)))
  const dayAt = (back: number): HomeDay => {
    const [day, from, to] = [dates[back], starts[back], back === 0 ? end : starts[back - 1]]
    if (day === undefined || from === undefined || to === undefined) throw new RangeError(`No day ${back} days back`)
    return { day, from, to }
  }
  const today = dayAt(0)
  const lastWeek = dayAt(7)
  return {
    now,
    today,
    lastWeek,
    lastWeekNow: daysBefore(now, 7, zone),
    hours: hoursOf(today),
    lastWeekHours: hoursOf(lastWeek),
    before: Array.from({ length: dayCount - 1 }, (_, index) => dayAt(dayCount - 1 - index)),
  }
}

/** Of real length: where the clocks change a day has 23 or 25 of them. */
function hoursOf({ from, to }: HomeDay): Date[] {
  const count = Math.ceil((to.getTime() - from.getTime()) / hourMs)
  return Array.from({ length: count }, (_, hour) => new Date(from.getTime() + hour * hourMs))
}
