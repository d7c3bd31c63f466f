// Rows as they come out of a file, made as wide as the headings.

import { createCellWarnings } from './cellWarnings.ts'
import type { RowProblem, SheetCell, SheetFormat, SheetRow } from './sheet.ts'

export interface RawCell {
  readonly text: string
  readonly kind: SheetCell['kind']
}

export interface RawRow {
  readonly row: number
  readonly cells: readonly RawCell[]
  readonly problem: RowProblem | null
}

const blank: SheetCell = { text: '', kind: 'blank', warning: null }

/** Answers null for a row without anything in it. A csv row has to have all cells; a workbook leaves out blank ones. */
export function createRowShaper(width: number, format: SheetFormat): (raw: RawRow) => SheetRow | null {
  const warnings = createCellWarnings()
  return ({ row, cells, problem }) => {
    if (problem === null && cells.every(({ text }) => text.trim() === '')) return null
    const shaped: SheetCell[] = []
    for (let column = 0; column < width; column += 1) {
      const cell = cells[column]
      if (cell === undefined || cell.text === '')
        shaped.push(cell?.kind === 'formula' ? { ...cell, warning: null } : blank)
      else shaped.push({ text: cell.text, kind: cell.kind, warning: warnings.of(column, cell.text) })
    }
    return { row, cells: shaped, problem: problem ?? widthProblem(cells, width, format) }
  }
}

function widthProblem(cells: readonly RawCell[], width: number, format: SheetFormat): RowProblem | null {
  if (format === 'csv' && cells.length < width) {
    return { code: 'tooFewCells', message: `The row has ${cells.length} cells, the headings are ${width}.` }
  }
  const last = cells.findLastIndex(({ text }) => text.trim() !== '')
  if (last < width) return null
  return { code: 'tooManyCells', message: `Cell ${last + 1} has a value, and there are only ${width} headings.` }
}
