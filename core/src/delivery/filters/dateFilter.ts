// The `date` filter: percent directives as Liquid has them, or the letters that people write ("DD/MM/YYYY").

import { toText } from '../toText.ts'

interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
  /** Minutes east of UTC. */
  readonly offsetMinutes: number
  /** Null: a calendar day, or a local time whose zone nobody told. */
  readonly instant: Date | null
}

const plainDate = /^(\d{4})-(\d{2})-(\d{2})$/
const months = 'January February March April May June July August September October November December'.split(' ')
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/**
 * Writes a date. `value`: "YYYY-MM-DD" (a calendar day: no zone moves it), an ISO 8601 instant or a Date (shown in `zone`,
 * an IANA name). A value that is no date is given back unchanged. `format`: with `%` strftime directives, else YYYY YY
 * MMMM MMM MM M dddd ddd DD D HH H hh h mm ss SSS A a, with text in [brackets] kept; "unix" gives seconds, "iso" ISO 8601.
 */
export function formatDate(value: unknown, format: string, zone: string): unknown {
  const parts = dateParts(value, zone)
  if (parts === null) return value
  if (format === 'unix') return Math.floor((parts.instant?.getTime() ?? utcTime(parts)) / 1000)
  if (format === 'iso') return parts.instant === null ? toText(value) : parts.instant.toISOString()
  return format.includes('%') ? percentFormat(parts, format) : letterFormat(parts, format)
}

function dateParts(value: unknown, zone: string): DateParts | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : partsIn(value, zone)
  if (typeof value !== 'string') return null
  const day = plainDate.exec(value.trim())
  if (day !== null) {
    const instant = new Date(`${value.trim()}T00:00:00Z`)
    if (Number.isNaN(instant.getTime())) return null
    return { ...partsIn(instant, 'UTC'), instant: null }
  }
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(value)) return null
  const instant = new Date(value)
  return Number.isNaN(instant.getTime()) ? null : partsIn(instant, zone)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function partsIn(instant: Date, zone: string): DateParts {
  let formatter = formatters.get(zone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(zone, formatter)
  }
  const found = new Map(formatter.formatToParts(instant).map((part) => [part.type, Number(part.value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? 0
  const parts = {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
    millisecond: instant.getUTCMilliseconds(),
    instant,
  }
  return { ...parts, offsetMinutes: Math.round((utcTime(parts) - instant.getTime()) / 60_000) }
}

function utcTime(parts: Omit<DateParts, 'offsetMinutes' | 'instant'>): number {
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second, parts.millisecond)
}

const letters = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|dddd|ddd|DD|D|HH|H|hh|h|mm|m|ss|s|SSS|A|a/g

function letterFormat(parts: DateParts, format: string): string {
  return format.replace(letters, (token: string, kept: string | undefined) => kept ?? datePiece(parts, token))
}

/** strftime directive -> the letters that mean the same. */
const directives: Readonly<Record<string, string>> = {
  Y: 'YYYY',
  y: 'YY',
  m: 'MM',
  B: 'MMMM',
  b: 'MMM',
  h: 'MMM',
  d: 'DD',
  A: 'dddd',
  a: 'ddd',
  H: 'HH',
  I: 'hh',
  M: 'mm',
  S: 'ss',
  L: 'SSS',
  p: 'A',
  P: 'a',
}
const composed: Readonly<Record<string, string>> = { F: '%Y-%m-%d', T: '%H:%M:%S', D: '%m/%d/%y', R: '%H:%M' }

function percentFormat(parts: DateParts, format: string): string {
  return format.replace(/%([-0^]?)([a-zA-Z%])/g, (directive, flag: string, letter: string) => {
    if (letter === '%') return '%'
    const longer = composed[letter]
    if (longer !== undefined) return percentFormat(parts, longer)
    if (letter === 's') return String(Math.floor((parts.instant?.getTime() ?? utcTime(parts)) / 1000))
    if (letter === 'z') return zoneOffset(parts.offsetMinutes)
    if (letter === 'e') return String(parts.day).padStart(flag === '-' ? 0 : 2, ' ')
    if (letter === 'l') return datePiece(parts, 'h').padStart(flag === '-' ? 0 : 2, ' ')
    const token = directives[letter]
    if (token === undefined) return directive
    const piece = datePiece(parts, token)
    if (flag === '^') return piece.toUpperCase()
    return flag === '-' ? piece.replace(/^0+(?=\d)/, '') : piece
  })
}

function datePiece(parts: DateParts, token: string): string {
  const hour12 = parts.hour % 12 === 0 ? 12 : parts.hour % 12
  const month = months[parts.month - 1] ?? ''
  const weekday = weekdays[new Date(utcTime(parts)).getUTCDay()] ?? ''
  const two = (value: number) => String(value).padStart(2, '0')
  const pieces: Readonly<Record<string, string>> = {
    YYYY: String(parts.year).padStart(4, '0'),
    YY: two(parts.year % 100),
    MMMM: month,
    MMM: month.slice(0, 3),
    MM: two(parts.month),
    M: String(parts.month),
    dddd: weekday,
    ddd: weekday.slice(0, 3),
    DD: two(parts.day),
    D: String(parts.day),
    HH: two(parts.hour),
    H: String(parts.hour),
    hh: two(hour12),
    h: String(hour12),
    mm: two(parts.minute),
    m: String(parts.minute),
    ss: two(parts.second),
    s: String(parts.second),
    SSS: String(parts.millisecond).padStart(3, '0'),
    A: parts.hour < 12 ? 'AM' : 'PM',
    a: parts.hour < 12 ? 'am' : 'pm',
  }
  return pieces[token] ?? token
}

function zoneOffset(minutes: number): string {
  const absolute = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(absolute / 60))}${two(absolute % 60)}`
}
