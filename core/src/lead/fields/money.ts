import { readDecimal } from './decimal.ts'
import { type FieldContext, type Parsed, refused, taken } from './parsed.ts'
import { isLong, oneText, quoted, typedNumber } from './received.ts'

const bad = 'REJECT_LEAD_INVALID_NUMBER'
const longestWhole = 14

// The signs that people type, and the currencies that use them.
const signs: Readonly<Record<string, readonly string[]>> = {
  '£': ['GBP', 'GIP', 'FKP', 'SHP', 'EGP'],
  '€': ['EUR'],
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'BRL', 'ARS', 'CLP', 'COP', 'TWD', 'JMD', 'BSD', 'BBD', 'TTD'],
  '¥': ['JPY', 'CNY'],
  '₹': ['INR'],
  '₽': ['RUB'],
  zł: ['PLN'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  '₺': ['TRY'],
  '₪': ['ILS'],
  '₩': ['KRW'],
  '₦': ['NGN'],
}
const marked = /^([-+\u2212]?)\s*(\p{Sc}|\p{L}{1,3}\p{Sc}?)?\s*([-+\u2212]?[\d.,'’\s]+?)\s*(\p{Sc}|\p{L}{2,3})?$/u

/**
 * An amount of money as a decimal text with two to four decimals ("12.50"). Its currency sign or code may stand before or
 * after it, but must be one of the campaign's currency. More than four decimals are refused: amounts are kept in 1/10,000.
 */
export function parseMoney(raw: unknown, _field: unknown, context: FieldContext): Parsed<string> {
  const text = oneText(raw)
  if (!text.ok) return text
  const received = text.value.trim()
  const shown = quoted(typedNumber(raw) ?? received)
  const match = isLong(received) ? null : marked.exec(received)
  const mark = match?.[2] ?? match?.[4]
  if (
    !match ||
    (match[2] !== undefined && match[4] !== undefined) ||
    (match[1] !== '' && /^[-+\u2212]/.test(match[3] ?? ''))
  ) {
    return refused(bad, `${shown} is not an amount of money`)
  }
  if (mark !== undefined && !belongs(mark, context.currency)) {
    return refused(bad, `${shown} is not in ${context.currency}, the currency of the campaign`)
  }
  const amount = `${match[1] ?? ''}${match[3] ?? ''}`
  const decimal = typedNumber(raw) === null ? readDecimal(amount, context.country) : readDecimal(amount, 'US')
  if (decimal === null) return refused(bad, `${shown} is not an amount of money`)
  const [whole = '0', decimals = ''] = decimal.split('.')
  const kept = decimals.replace(/0+$/, '')
  if (kept.length > 4) return refused(bad, `${shown} has ${kept.length} decimals, at most 4 are possible`)
  if (whole.length > longestWhole) return refused(bad, `${shown} is too large`)
  return taken(`${whole}.${kept.padEnd(2, '0')}`)
}

function belongs(mark: string, currency: string): boolean {
  const written = mark.toUpperCase()
  if (written === currency) return true
  // "US$", "A$", "R$": letters before a sign are the country's; the sign decides.
  const sign = Object.keys(signs).find((known) => written.endsWith(known.toUpperCase()))
  return sign !== undefined && (signs[sign]?.includes(currency) ?? false)
}
