import type { Field } from '../../setup/campaign.ts'
import { type DateParts, isoDate, monthNumber, wrongWithDay } from './dateParts.ts'
import { type FieldContext, type Parsed, refused, taken } from './parsed.ts'
import { isLong, oneText, quoted, typedNumber } from './received.ts'

const bad = 'REJECT_LEAD_INVALID_DATE'
// Where digits-only dates begin with the month.
const monthFirstCountries = new Set(['US', 'PR', 'GU', 'VI', 'AS', 'MP', 'UM', 'FM', 'MH', 'PW', 'PH'])
const timeAfter = '(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?\\s*(?:[ap]m)?\\s*(?:Z|[+-]\\d{2}:?\\d{2})?)?'
const yearFirst = new RegExp(`^(\\d{4})[-/. ](\\d{1,2})[-/. ](\\d{1,2})${timeAfter}$`, 'i')
const yearLast = new RegExp(`^(\\d{1,2})\\s?[-/. ]\\s?(\\d{1,2})\\s?[-/. ]\\s?(\\d{4})${timeAfter}$`, 'i')
const dayMonthName = /^(?:\p{L}{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(\p{L}{3,9})\.?,?[\s-]+(\d{4})$/iu
const monthNameDay = /^(?:\p{L}{3,9},?\s+)?(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu
const twoDigitYear = /^\d{1,2}[-/. ](?:\d{1,2}|\p{L}{3,9})[-/. ]['’]?\d{2}$/u
// Days since 1899-12-30, as spreadsheets count. Below it a number is more likely a year.
const firstSerial = 3000
const lastSerial = 2_958_465
const serialZeroMs = Date.UTC(1899, 11, 30)

/**
 * A date as YYYY-MM-DD. Understood: ISO (a time after it is dropped as written), day/month/year in the field's order or the
 * order of the context's country, English month names, yyyymmdd, and spreadsheet day numbers when a number was typed. A year
 * of two digits is refused, because its century would be a guess; so is a date that only the other order could read.
 */
export function parseDate(
  raw: unknown,
  field: Pick<Field, 'dateOrder'>,
  context: Pick<FieldContext, 'country'>,
): Parsed<string> {
  const text = oneText(raw)
  if (!text.ok) return text
  const received = text.value.trim().replace(/\s+/g, ' ')
  const shown = quoted(typedNumber(raw) ?? received)
  const monthFirst =
    (field.dateOrder ?? (monthFirstCountries.has(context.country) ? 'monthFirst' : 'dayFirst')) === 'monthFirst'

  const serial = typedNumber(raw)
  const read = serial === null ? readDay(received, monthFirst) : (fromSerial(serial) ?? readDay(received, monthFirst))
  if (read === null) {
    if (!isLong(received) && twoDigitYear.test(received))
      return refused(bad, `${shown} has a year of two digits; four are needed`)
    return refused(bad, `${shown} is not a date; write it as 2015-04-30`)
  }
  const wrong = wrongWithDay(read)
  if (wrong === null) return taken(isoDate(read))
  const swapped = { ...read, day: read.month, month: read.day }
  const digitsOnly = yearLast.test(received)
  if (!digitsOnly || wrongWithDay(swapped) !== null) return refused(bad, `${shown} is not a date: ${wrong}`)
  const order = monthFirst ? 'the month' : 'the day'
  return refused(bad, `${shown} is not a date: ${wrong}, and ${order} is read first here`, [isoDate(swapped)])
}

function readDay(text: string, monthFirst: boolean): DateParts | null {
  if (isLong(text)) return null
  const plain = yearFirst.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (plain) return parts(plain[1], plain[2], plain[3])
  const digits = yearLast.exec(text)
  if (digits) return monthFirst ? parts(digits[3], digits[1], digits[2]) : parts(digits[3], digits[2], digits[1])
  const named = dayMonthName.exec(text)
  if (named) return withMonthName(named[3], named[2], named[1])
  const american = monthNameDay.exec(text)
  return american ? withMonthName(american[3], american[1], american[2]) : null
}

function withMonthName(year: string | undefined, name: string | undefined, day: string | undefined): DateParts | null {
  const month = monthNumber(name ?? '')
  return month === null ? null : parts(year, String(month), day)
}

function parts(year: string | undefined, month: string | undefined, day: string | undefined): DateParts {
  return { year: Number(year), month: Number(month), day: Number(day) }
}

function fromSerial(serial: number): DateParts | null {
  if (!(serial >= firstSerial && serial < lastSerial + 1)) return null
  const day = new Date(serialZeroMs + Math.floor(serial) * 86_400_000)
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() }
}
