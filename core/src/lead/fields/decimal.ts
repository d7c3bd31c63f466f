// Turns written numbers into one canonical decimal text. The question is only what a comma or a dot means.

const marks = new Map<string, string>()

/** "." or ",": what stands before the decimals in a country (alpha-2), by the runtime's own tables (CLDR). */
export function decimalMark(country: string): string {
  // A cache of a pure function: building a number format costs 50 microseconds.
  const known = marks.get(country)
  if (known !== undefined) return known
  const mark = readDecimalMark(country)
  marks.set(country, mark)
  return mark
}

function readDecimalMark(country: string): string {
  try {
    const locale = new Intl.Locale(`und-${country}`).maximize()
    const part = new Intl.NumberFormat(`${locale.language}-${country}`, { numberingSystem: 'latn' })
      .formatToParts(1.5)
      .find(({ type }) => type === 'decimal')
    return part?.value === ',' ? ',' : '.'
  } catch {
    // Not a country code that the runtime knows: the dot of programming languages.
    return '.'
  }
}

/**
 * "1,234.50", "1.234,50", "1 234,50", "1'234.50", "-12" -> "1234.50", "1234.50", …; null when the text is no number. With
 * both signs the last is the decimal one; a single sign followed by three digits is read as the country writes.
 */
export function readDecimal(text: string, country: string): string | null {
  const written = text.replace(/[\u2212\u2013]/g, '-').replace(/^\+/, '')
  if (!/^-?(?:\d|[.,]\d)[\d.,'’\s]*$/.test(written)) return null
  const grouped = written.replace(/(?<=\d)['’\s](?=\d{3}(?:\D|$))/g, '')
  const mark = decimalSign(grouped, decimalMark(country))
  const at = mark === null ? -1 : grouped.lastIndexOf(mark)
  const whole = at < 0 ? grouped : grouped.slice(0, at)
  const decimals = at < 0 ? '' : grouped.slice(at + 1)
  if (!/^-?(?:\d*|\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*)$/.test(whole) || !/^\d*$/.test(decimals)) return null
  const sign = whole.startsWith('-') ? '-' : ''
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '') || '0'
  const amount = decimals === '' ? digits : `${digits}.${decimals}`
  return /^[0.]*$/.test(amount) ? amount : sign + amount
}

/** Which sign of a number stands before its decimals; null when there are none. */
function decimalSign(text: string, usual: string): string | null {
  const dots = text.split('.').length - 1
  const commas = text.split(',').length - 1
  if (dots > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ','
  if (dots + commas !== 1) return null
  const sign = dots === 1 ? '.' : ','
  const groups = sign !== usual && /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text)
  return groups ? null : sign
}
