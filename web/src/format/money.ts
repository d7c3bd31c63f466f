// Money arrives as an exact decimal string; it is never turned into a floating point number on its way to the screen.

const symbols: Readonly<Record<string, string>> = { GBP: '£', EUR: '€', USD: '$' }

/** "£1,234.50" for "1234.5" and GBP, "12.00 SEK" for a currency without a sign of its own. Fractions of a cent are kept. */
export function formatMoney(amount: string, currency: string): string {
  const negative = amount.startsWith('-')
  const [whole = '0', fraction = ''] = (negative ? amount.slice(1) : amount).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const trimmed = fraction.replace(/0+$/, '').padEnd(2, '0')
  const symbol = symbols[currency]
  const sign = negative ? '−' : ''
  return symbol ? `${sign}${symbol}${grouped}.${trimmed}` : `${sign}${grouped}.${trimmed} ${currency}`
}

/** Exact sum of decimal strings with up to four decimals: "12.5" + "0.0001" = "12.5001". */
export function sumMoney(amounts: readonly string[]): string {
  let total = 0n
  for (const amount of amounts) total += toUnits(amount)
  const negative = total < 0n
  const digits = (negative ? -total : total).toString().padStart(5, '0')
  return `${negative ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`
}

function toUnits(amount: string): bigint {
  const negative = amount.startsWith('-')
  const [whole = '0', fraction = ''] = (negative ? amount.slice(1) : amount).split('.')
  const units = BigInt(whole || '0') * 10_000n + BigInt(fraction.slice(0, 4).padEnd(4, '0'))
  return negative ? -units : units
}
