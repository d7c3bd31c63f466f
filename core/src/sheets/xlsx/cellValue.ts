// One cell of a workbook as text.

import { dateText } from '../dateText.ts'
import type { NumberFormat } from '../numberFormat.ts'
import { numberText } from '../numberText.ts'
import type { RawCell } from '../rowShaper.ts'
import { unescapeXmlText } from '../xmlText.ts'
import type { SharedStrings } from './sharedStrings.ts'

/** As the cell's element says it. */
export interface CellParts {
  readonly type: string
  readonly style: number
  readonly value: string
  /** Of an inline text. */
  readonly text: string
  readonly hasFormula: boolean
}

/** What of the workbook a cell's value depends on. */
export interface ValueWorld {
  readonly strings: SharedStrings
  readonly formats: readonly NumberFormat[]
  readonly dates: 1900 | 1904
}

export function cellValue(cell: CellParts, world: ValueWorld): RawCell {
  const value = plainValue(cell, world)
  return cell.hasFormula ? { text: value.text, kind: 'formula' } : value
}

function plainValue({ type, style, value, text }: CellParts, { strings, formats, dates }: ValueWorld): RawCell {
  switch (type) {
    case 's':
      return textCell(strings.get(Number(value)) ?? '')
    case 'inlineStr':
      return textCell(unescapeXmlText(text))
    case 'str':
      return textCell(unescapeXmlText(value))
    case 'b':
      return { text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE', kind: 'boolean' }
    case 'e':
      return { text: value, kind: 'error' }
    case 'd':
      return { text: value.replace(/T00:00:00(?:\.0+)?Z?$/, ''), kind: 'date' }
    default:
      return value === '' ? { text: '', kind: 'blank' } : numberCell(value, formats[style], dates)
  }
}

function numberCell(value: string, format: NumberFormat | undefined, dates: 1900 | 1904): RawCell {
  const date = format?.kind === 'date' ? dateText(Number(value), dates) : null
  if (date !== null) return { text: date, kind: 'date' }
  const text = numberText(value)
  const digits = format?.kind === 'zeros' && /^\d+$/.test(text) ? format.digits : 0
  return { text: text.padStart(digits, '0'), kind: 'number' }
}

function textCell(text: string): RawCell {
  return { text, kind: text === '' ? 'blank' : 'text' }
}
