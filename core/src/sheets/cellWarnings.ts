// Values that a spreadsheet damaged before the file was saved, as far as the file alone can tell.

import type { CellWarning } from './sheet.ts'

export interface CellWarnings {
  /** Cells have to be told in the file's order: the column's earlier ones are remembered. */
  of(column: number, text: string): CellWarning | null
}

/** "4.47701E+11": the power of ten as spreadsheets write it, with fewer digits than the number had. */
const scientific = /^[+-]?\d(?:[.,](?<decimals>\d+))?E\+(?<power>\d{2,3})$/i
const keptDigits = 15

export function createCellWarnings(): CellWarnings {
  /** By column, how long numbers with a leading zero are. */
  const withZero = new Map<number, Set<number>>()
  return {
    of(column, text) {
      const first = text.charCodeAt(0)
      // Almost all cells end here: only digits and signs can be damaged so.
      if (!(first >= 0x30 && first <= 0x39) && first !== 0x2b && first !== 0x2d) return null
      const power = scientific.exec(text)?.groups
      if (power) return (power['decimals'] ?? '').length < Number(power['power']) ? 'scientific' : null
      if (!/^\d+$/.test(text)) return null
      if (text.length > keptDigits && /^0+$/.test(text.slice(keptDigits))) return 'rounded'
      if (first === 0x30 && text.length > 1) {
        const lengths = withZero.get(column) ?? new Set()
        withZero.set(column, lengths.add(text.length))
        return null
      }
      return withZero.get(column)?.has(text.length + 1) === true ? 'lostZeros' : null
    },
  }
}

/**
 * What a spreadsheet did to a value on its way through a file; null when the change is a person's.
 * @param before what the lead holds, @param after what came back
 */
export function damageOf(before: string, after: string): CellWarning | null {
  if (before === after) return null
  const digits = before.replace(/^\+/, '')
  if (!/^\d+$/.test(digits)) return null
  if (/^\d+$/.test(after)) {
    if (digits.startsWith('0') || before.startsWith('+')) if (digits.replace(/^0+/, '') === after) return 'lostZeros'
    const isRounded = digits.length > keptDigits && after.length === digits.length
    return isRounded && digits.slice(0, keptDigits - 1) === after.slice(0, keptDigits - 1) ? 'rounded' : null
  }
  const groups = scientific.exec(after)?.groups
  if (!groups) return null
  const number = Number(after.replace(',', '.'))
  const step = 10 ** (Number(groups['power']) - (groups['decimals'] ?? '').length)
  return Math.abs(number - Number(digits)) <= step ? 'scientific' : null
}
