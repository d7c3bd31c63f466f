/**
 * A price as a buyer writes it -> decimal string with two to four decimals ("12.50"). Currency signs and codes around it
 * are left out, "," may group thousands or be the decimal mark, more than four decimals are rounded half up. Null for
 * everything else: negative amounts, words, empty text.
 */
export function capturedPrice(text: string): string | null {
  const bare = text.trim().replace(/^(?:[A-Za-z]{3}|\p{Sc})\s*|\s*(?:[A-Za-z]{3}|\p{Sc})$/gu, '')
  const number = plainNumber(bare)
  if (number === null) return null
  const [whole = '0', decimals = ''] = number.split('.')
  if (whole.length > 12) return null
  const units = BigInt(whole + decimals.slice(0, 4).padEnd(4, '0')) + (Number(decimals[4] ?? 0) >= 5 ? 1n : 0n)
  const digits = String(units).padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4).replace(/0{1,2}$/, '')}`
}

/** Digits with at most one "." in them, or null. */
function plainNumber(text: string): string | null {
  if (/^\d+(\.\d+)?$/.test(text)) return text
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return text.replaceAll(',', '')
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(text)) return text.replaceAll('.', '').replace(',', '.')
  if (/^\d+,\d{1,2}$/.test(text)) return text.replace(',', '.')
  return /^\.\d+$/.test(text) ? `0${text}` : null
}
