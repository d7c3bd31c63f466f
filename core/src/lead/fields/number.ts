import { readDecimal } from './decimal.ts'
import { type FieldContext, type Parsed, refused, taken } from './parsed.ts'
import { isLong, oneText, quoted, typedNumber } from './received.ts'

const bad = 'REJECT_LEAD_INVALID_NUMBER'
// A double keeps 15 decimal digits for certain.
const exactDigits = 15

/** A number, as `readDecimal` reads it in the context's country. Refuses infinities and what a double cannot keep exactly. */
export function parseNumber(raw: unknown, _field: unknown, context: Pick<FieldContext, 'country'>): Parsed<number> {
  const typed = typedNumber(raw)
  if (typed !== null) return Number.isFinite(typed) ? taken(typed + 0) : refused(bad, `${typed} is not a number`)
  const text = oneText(raw)
  if (!text.ok) return text
  const decimal = isLong(text.value) ? null : readDecimal(text.value.trim(), context.country)
  if (decimal === null) return refused(bad, `${quoted(text.value.trim())} is not a number`)
  const digits = decimal.replace(/\D/g, '').replace(/^0+/, '')
  if (digits.length > exactDigits) {
    return refused(bad, `${quoted(text.value.trim())} has ${digits.length} digits, more than can be kept exactly`)
  }
  return taken(Number(decimal))
}

/** A whole number. "2015.0" is one, 3.5 is not. */
export function parseInteger(raw: unknown, field: unknown, context: Pick<FieldContext, 'country'>): Parsed<number> {
  const number = parseNumber(raw, field, context)
  if (!number.ok) return number
  if (!Number.isInteger(number.value)) return refused(bad, `${number.value} is not a whole number`)
  return Number.isSafeInteger(number.value) ? number : refused(bad, `${number.value} is too large`)
}
