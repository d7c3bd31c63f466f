// Exact amounts: a bigint of 1/10,000 of a currency unit inside, a decimal string outside.

const unitsPerOne = 10_000n
// The largest amount that a 64-bit column holds with room for sums: 14 digits before the point.
const decimal = /^(-?)(\d{1,14})(?:\.(\d{1,4}))?$/
// A percentage counts to six decimals.
const percentDecimals = 6

/**
 * Reads a decimal string such as "12.5" or "-0.0001" into 1/10,000 of a unit. Null for anything else: more than four
 * decimals, more than 14 digits before the point, signs, spaces, separators or exponents.
 */
export function parseMoney(text: string): bigint | null {
  const [, sign, whole, fraction = ''] = decimal.exec(text) ?? []
  if (whole === undefined) return null
  const units = BigInt(whole) * unitsPerOne + BigInt(fraction.padEnd(4, '0'))
  return sign === '-' ? -units : units
}

/** 125000n -> "12.50": at least two decimals, at most four, never an exponent. */
export function formatMoney(units: bigint): string {
  const size = units < 0n ? -units : units
  const fraction = String(size % unitsPerOne)
    .padStart(4, '0')
    .replace(/0{1,2}$/, '')
  return `${units < 0n ? '-' : ''}${size / unitsPerOne}.${fraction}`
}

/**
 * `percent` per cent of an amount, rounded half to even on the last of the four decimals, so that many small shares do not
 * drift to one side. The percentage itself counts to six decimals. Throws a RangeError when it is not a finite number.
 */
export function percentOf(units: bigint, percent: number): bigint {
  if (!Number.isFinite(percent) || Math.abs(percent) >= 1e15) throw new RangeError(`Not a percentage: ${percent}`)
  const scaled = BigInt(percent.toFixed(percentDecimals).replace('.', ''))
  return divideHalfEven(units * scaled, 100n * 10n ** BigInt(percentDecimals))
}

/** A quotient rounded half to even; `divisor` is above zero. */
export function divideHalfEven(numerator: bigint, divisor: bigint): bigint {
  const quotient = numerator / divisor
  const rest = numerator % divisor
  const twice = (rest < 0n ? -rest : rest) * 2n
  const up = twice > divisor || (twice === divisor && quotient % 2n !== 0n)
  if (!up) return quotient
  return numerator < 0n ? quotient - 1n : quotient + 1n
}
