// A stored number as a person knows it from the screen: fifteen digits, no noise, no power of ten.

/** "0.30000000000000004" is "0.3", "4.477009E+11" is "447700900000". What is no number stays as it is. Pure. */
export function numberText(stored: string): string {
  if (/^-?\d{1,15}$/.test(stored)) return stored === '-0' ? '0' : stored.replace(/^(-?)0+(?=\d)/, '$1')
  const value = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(value)) return stored
  const short = Number(value.toPrecision(15))
  // The largest number of all has no shorter form.
  return plain(Number.isFinite(short) ? short : value)
}

/** Without a power of ten, whatever the size. */
function plain(value: number): string {
  const text = String(value)
  const parts = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<decimals>\d+))?e(?<power>[+-]\d+)$/.exec(text)?.groups
  if (!parts) return text
  const { sign = '', whole = '', decimals = '', power = '0' } = parts
  const point = whole.length + Number(power)
  const digits = whole + decimals
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return point >= digits.length
    ? `${sign}${digits}${'0'.repeat(point - digits.length)}`
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
