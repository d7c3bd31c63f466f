// When people fill in forms: little at night, most at lunch and in the evening, less at the weekend.

import type { Random } from './random.ts'

const hourWeights = [2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 12, 13, 14, 13, 11, 10, 10, 12, 14, 15, 14, 11, 7, 4]
// Sunday first.
const dayWeights = [6, 11, 11, 10, 10, 9, 7]

const hourMs = 3_600_000

/** `count` instants of the last `days` days, oldest first, none after `now`. Hours are those of UTC. */
export function arrivals(random: Random, now: Date, days: number, count: number): Date[] {
  const firstHour = Math.floor(now.getTime() / hourMs) - days * 24
  const hours: (readonly [startMs: number, weight: number])[] = []
  for (let hour = firstHour; hour * hourMs < now.getTime(); hour += 1) {
    const start = new Date(hour * hourMs)
    // Every hour and weekday of the calendar has a weight.
    const weight = (hourWeights[start.getUTCHours()] ?? 1) * (dayWeights[start.getUTCDay()] ?? 1)
    // The hour that has just begun has had less time for leads.
    const share = Math.min(1, (now.getTime() - start.getTime()) / hourMs)
    hours.push([start.getTime(), weight * share])
  }
  const times = Array.from({ length: count }, () => {
    const startMs = random.weighted(hours)
    const lengthMs = Math.min(hourMs, now.getTime() - startMs)
    return startMs + Math.floor(random.next() * lengthMs)
  })
  return times.toSorted((a, b) => a - b).map((ms) => new Date(ms))
}
