// "09:00-17:30": a span of the wall clock. One that ends before it starts runs over midnight into the next day.

export interface Span {
  /** Minutes since local 00:00. */
  readonly from: number
  /** Minutes since the 00:00 of the day it starts on, so up to 2879 for a span over midnight. */
  readonly to: number
}

const dayMinutes = 1440

/** Null when the text is no span: wrong form, 24:00 as a start, or the same time twice. */
export function parseSpan(text: string): Span | null {
  const [first, second, ...rest] = text.split('-')
  if (first === undefined || second === undefined || rest.length > 0) return null
  const from = parseClock(first.trim())
  const to = second.trim() === '24:00' ? dayMinutes : parseClock(second.trim())
  if (from === null || to === null || from === to) return null
  return { from, to: to > from ? to : to + dayMinutes }
}

/** "09:05" -> 545; null for anything but HH:MM from 00:00 to 23:59. */
export function parseClock(text: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes)
}
