import type { Problem } from '../setup/problem.ts'
import type { Schedule, Weekday } from '../setup/delivery.ts'
import { clockWords, weekdays } from '../time/localTime.ts'
import { isZone } from '../time/zone.ts'
import { parseSpan, type Span } from './span.ts'
import { dayAfter } from './week.ts'

const dayMinutes = 1440

interface Placed {
  readonly path: string
  readonly text: string
  readonly span: Span
}

/** Every mistake of a schedule: unknown zone, unknown weekday, a span that is none, spans that overlap (also over midnight). */
export function checkSchedule(schedule: Schedule, path: string): Problem[] {
  const problems: Problem[] = []
  if (!isZone(schedule.timezone)) {
    problems.push({
      path: `${path}.timezone`,
      code: 'unknown_timezone',
      message: `'${schedule.timezone}' is not a time zone such as Europe/London`,
    })
  }
  const open: Record<Weekday, Placed[]> = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  for (const [key, texts] of Object.entries(schedule.weekly)) {
    const weekday = weekdays.find((known) => known === key)
    if (weekday === undefined) {
      problems.push({
        path: `${path}.weekly.${key}`,
        code: 'unknown_weekday',
        message: `'${key}' is not a weekday; they are ${weekdays.join(', ')}`,
      })
      continue
    }
    for (const [index, text] of texts.entries()) {
      const where = `${path}.weekly.${weekday}[${index}]`
      const span = parseSpan(text)
      if (!span) problems.push(badSpan(where, text))
      else place(open, weekday, { path: where, text, span })
    }
  }
  return [...problems, ...weekdays.flatMap((weekday) => overlaps(weekday, open[weekday]))]
}

function badSpan(path: string, text: string): Problem {
  return {
    path,
    code: 'invalid_span',
    message: `'${text}' is not a span of hours such as 09:00-17:30 (24-hour clock, 24:00 only as an end, two different times)`,
  }
}

function place(open: Record<Weekday, Placed[]>, weekday: Weekday, placed: Placed): void {
  const { from, to } = placed.span
  open[weekday].push({ ...placed, span: { from, to: Math.min(to, dayMinutes) } })
  if (to > dayMinutes) open[dayAfter(weekday)].push({ ...placed, span: { from: 0, to: to - dayMinutes } })
}

function overlaps(weekday: Weekday, placed: readonly Placed[]): Problem[] {
  const sorted = placed.toSorted((one, other) => one.span.from - other.span.from)
  return sorted.flatMap((later, index) => {
    const earlier = sorted[index - 1]
    if (!earlier || later.span.from >= earlier.span.to) return []
    const clock = clockWords(later.span.from)
    return [
      {
        path: later.path,
        code: 'overlapping_spans',
        message: `${later.text} overlaps ${earlier.text} on ${weekday} from ${clock}; write them as one span`,
      },
    ]
  })
}
