// The rows of a sheet, as its XML is read.

import { columnOf } from '../columnName.ts'
import type { RawCell } from '../rowShaper.ts'
import { SheetRefusal } from '../sheet.ts'
import { cellValue, type CellParts, type ValueWorld } from './cellValue.ts'
import { createXmlReader, type XmlReader } from './xmlReader.ts'

export interface XlsxRow {
  readonly row: number
  readonly cells: readonly RawCell[]
  /** How many columns the row reaches beyond the headings; 0 for none. */
  readonly beyond: number
  /** The first cell that was longer than a cell may be, and was cut. */
  readonly cutColumn: number | null
}

export const sheetLimits = { columns: 16_384, rows: 1_048_576, cellCharacters: 32_767, textCharacters: 300_000_000 }

/**
 * The first row that has anything in it is the headings; of later ones, cells beyond its width are counted and not kept. Rows with
 * nothing in them are left out.
 */
export function createSheetReader(world: ValueWorld, give: (row: XlsxRow) => void): XmlReader {
  let row = 0
  let column = -1
  let cells: RawCell[] = []
  let width = sheetLimits.columns
  let beyond = 0
  let cutColumn: number | null = null
  let characters = 0
  /** Of the cell that is read just now; null between cells. */
  let cell: Mutable<CellParts> | null = null
  let into: 'value' | 'text' | null = null
  let inPhonetic = false

  function startRow(place: string | undefined): void {
    const next = place === undefined ? row + 1 : Number(place)
    if (!Number.isInteger(next) || next < 1 || next > sheetLimits.rows) {
      throw new SheetRefusal(
        'too_large',
        `The sheet has a row ${place ?? next}; a sheet ends at row ${sheetLimits.rows}.`,
      )
    }
    row = next
    column = -1
    cells = []
    beyond = 0
    cutColumn = null
  }

  function startCell({ r: place, s: style, t: type }: Readonly<Record<string, string>>): void {
    const named = place === undefined ? column + 1 : columnOf(place)
    if (named === null || named >= sheetLimits.columns) {
      const where = place ?? `in column ${column + 2}`
      throw new SheetRefusal(
        'too_large',
        `Row ${row} has a cell ${where}; a sheet has ${sheetLimits.columns} columns (A to XFD) at most.`,
      )
    }
    column = named
    cell = { type: type ?? 'n', style: Number(style ?? '0'), value: '', text: '', hasFormula: false }
  }

  function endCell(parts: CellParts): void {
    const read = cellValue(parts, world)
    if (read.text === '' && read.kind !== 'formula') return
    if (column >= width) {
      beyond = Math.max(beyond, column - width + 1)
      return
    }
    characters += read.text.length
    if (characters > sheetLimits.textCharacters) {
      throw new SheetRefusal(
        'too_large',
        `The sheet has more than ${sheetLimits.textCharacters / 1e6} million characters. Save it in parts.`,
      )
    }
    while (cells.length < column) cells.push(blank)
    cells[column] = read
    if (read.text.length <= sheetLimits.cellCharacters) return
    cutColumn ??= column
    cells[column] = { ...read, text: read.text.slice(0, sheetLimits.cellCharacters) }
  }

  function endRow(): void {
    if (cells.length === 0 && beyond === 0) return
    if (width === sheetLimits.columns) width = cells.length
    give({ row, cells, beyond, cutColumn })
  }

  return createXmlReader('The sheet', {
    open(name, attributes) {
      if (name === 'row') startRow(attributes['r'])
      else if (name === 'c') startCell(attributes)
      else if (name === 'v') into = 'value'
      else if (name === 't') into = 'text'
      else if (name === 'rPh') inPhonetic = true
      else if (name === 'f' && cell) cell.hasFormula = true
    },
    text(piece) {
      if (into === null || !cell || inPhonetic) return
      if (into === 'value') cell.value += piece
      else cell.text += piece
    },
    close(name) {
      if (name === 'v' || name === 't') into = null
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'c' && cell) {
        endCell(cell)
        cell = null
      } else if (name === 'row') endRow()
    },
  })
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const blank: RawCell = { text: '', kind: 'blank' }
