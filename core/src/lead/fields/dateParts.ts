/** A day of the calendar. `month` is 1 to 12. */
export interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

const monthNames = 'january february march april may june july august september october november december'.split(' ')

/** 1 to 12 for an English month name or its usual short form ("sept", "Mar."), else null. */
export function monthNumber(name: string): number | null {
  const short = name.toLowerCase().replace(/\.$/, '')
  if (short.length < 3) return null
  const index = monthNames.findIndex((month) => month.startsWith(short.slice(0, 9)))
  return index < 0 ? null : index + 1
}

/** The English name of a month, 1 to 12. */
export function monthName(month: number): string {
  const name = monthNames[month - 1] ?? ''
  return name.charAt(0).toUpperCase() + name.slice(1)
}

export function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** "2015-04-03". */
export function isoDate({ year, month, day }: DateParts): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** What is wrong with a day, as the end of a sentence, or null when it is in the calendar (years 1000 to 9999). */
export function wrongWithDay({ year, month, day }: DateParts): string | null {
  if (year < 1000 || year > 9999) return `the year ${year} is out of range`
  if (month < 1 || month > 12) return `there is no month ${month}`
  if (day < 1 || day > 31) return `there is no day ${day}`
  const last = daysIn(year, month)
  return day > last ? `${monthName(month)} ${year} has ${last} days` : null
}
