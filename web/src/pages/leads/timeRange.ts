// The date filter: "-7d..now", "today", "2026-11-01..2026-11-22" (days of the reader's zone, both included) or two instants.

import { addDays, dayIn, startOfDay } from '../../format/zone.ts'

export interface Instants {
  /** ISO 8601, included. */
  readonly from: string | null
  /** ISO 8601, not included. */
  readonly to: string | null
}

export const presets = [
  { range: 'today', label: 'Today' },
  { range: 'yesterday', label: 'Yesterday' },
  { range: '-24h..now', label: 'Last 24 hours' },
  { range: '-7d..now', label: 'Last 7 days' },
  { range: '-30d..now', label: 'Last 30 days' },
  { range: '-90d..now', label: 'Last 90 days' },
] as const

const relative = /^-(\d{1,4})(h|d)\.\.now$/
const day = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

/** Null when `range` is none of the forms above. `now` and `zone` decide what today is. */
export function toInstants(range: string, now: Date, zone: string): Instants | null {
  const today = dayIn(now, zone)
  if (range === 'today') return days(today, today, zone)
  if (range === 'yesterday') return days(addDays(today, -1), addDays(today, -1), zone)
  const back = relative.exec(range)
  if (back) {
    const hours = Number(back[1]) * (back[2] === 'd' ? 24 : 1)
    return { from: new Date(now.getTime() - hours * 3_600_000).toISOString(), to: null }
  }
  const [from, to, ...rest] = range.split('..')
  if (from === undefined || to === undefined || rest.length > 0 || (from === '' && to === '')) return null
  const first = edge(from, zone, 0)
  const last = edge(to, zone, 1)
  if (first === undefined || last === undefined) return null
  if (first !== null && last !== null && first >= last) return null
  return { from: first, to: last }
}

export function isRange(range: string): boolean {
  return toInstants(range, new Date(0), 'UTC') !== null
}

/** "Last 7 days", "1 Nov 2026 – 22 Nov 2026", "from 1 Nov 2026". */
export function rangeWords(range: string): string {
  const preset = presets.find((one) => one.range === range)
  if (preset) return preset.label
  const back = relative.exec(range)
  if (back) return `Last ${back[1]} ${back[2] === 'd' ? 'days' : 'hours'}`
  const [from = '', to = ''] = range.split('..')
  if (from === '') return `until ${edgeWords(to)}`
  if (to === '') return `from ${edgeWords(from)}`
  return from === to ? edgeWords(from) : `${edgeWords(from)} – ${edgeWords(to)}`
}

function days(first: string, last: string, zone: string): Instants {
  return { from: startOfDay(first, zone).toISOString(), to: startOfDay(addDays(last, 1), zone).toISOString() }
}

function edge(text: string, zone: string, extraDays: number): string | null | undefined {
  if (text === '') return null
  if (day.test(text)) return realDay(text) ? startOfDay(addDays(text, extraDays), zone).toISOString() : undefined
  if (!instant.test(text) || Number.isNaN(Date.parse(text))) return undefined
  return new Date(text).toISOString()
}

/** 2026-02-30 looks like a day and is none. */
function realDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

function edgeWords(text: string): string {
  if (!day.test(text)) return text
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
  return format.format(new Date(`${text}T00:00:00Z`))
}
