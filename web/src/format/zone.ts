// Days as they begin and end in a zone. A day has 23 or 25 hours where the clocks change, so nothing here adds 24 hours.

/** How far `zone`'s clock is ahead of UTC at `at`, in milliseconds. */
export function zoneOffsetMs(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at)
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  const wall = Date.UTC(
    number('year'),
    number('month') - 1,
    number('day'),
    number('hour'),
    number('minute'),
    number('second'),
  )
  return wall - (at.getTime() - (((at.getTime() % 1000) + 1000) % 1000))
}

/** "2026-11-22": the day that `at` falls on in `zone`. */
export function dayIn(at: Date, zone: string): string {
  return new Date(at.getTime() + zoneOffsetMs(at, zone)).toISOString().slice(0, 10)
}

/** The first instant of `day` ("2026-11-22") in `zone`; where midnight is skipped, the first instant after it. */
export function startOfDay(day: string, zone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const guess = midnight - zoneOffsetMs(new Date(midnight), zone)
  const second = midnight - zoneOffsetMs(new Date(guess), zone)
  // Two guesses disagree only beside a clock change; the earlier one that falls on the day is its beginning.
  const starts = [Math.min(guess, second), Math.max(guess, second)]
  const found = starts.find((start) => dayIn(new Date(start), zone) === day)
  return new Date(found ?? second)
}

/** "2026-11-23" for "2026-11-22" and 1. Calendar days, without a zone. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
