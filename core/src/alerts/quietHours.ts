import { localTime } from '../time/localTime.ts'

export interface QuietHours {
  /** "22:00" */
  readonly from: string
  /** "07:00"; the same as `from` means all day. */
  readonly to: string
  /** IANA */
  readonly timezone: string
}

/** Whether nobody is to be disturbed at this instant; `from` belongs to the quiet hours, `to` does not. Throws for an unknown zone. */
export function isQuiet(at: Date, { from, to, timezone }: QuietHours): boolean {
  const { minute } = localTime(at, timezone)
  const [start, end] = [minuteOf(from), minuteOf(to)]
  if (start === end) return true
  return start < end ? start <= minute && minute < end : start <= minute || minute < end
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
