import { clockWords, localTime } from './localTime.ts'

const dayMs = 86_400_000

/**
 * A coming instant as people say it, with its zone: "Mon 09:00 Europe/London", with the date when the weekday alone could
 * be mistaken: "Mon 2026-11-02 09:00 Europe/London".
 */
export function whenWords(instant: Date, now: Date, zone: string): string {
  const { date, minute, weekday } = localTime(instant, zone)
  const day = weekday.charAt(0).toUpperCase() + weekday.slice(1)
  const near = Math.abs(instant.getTime() - now.getTime()) < 6 * dayMs
  return `${near ? day : `${day} ${date}`} ${clockWords(minute)} ${zone}`
}
