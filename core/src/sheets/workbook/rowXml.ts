import { columnName } from '../columnName.ts'
import { escapeXmlText } from '../xmlText.ts'

/** Null is a cell that is not there. */
export type StyledCell = { readonly text: string; readonly style: number } | null

/** One row of cells of text. `row` is counted from 1. Pure. */
export function rowXml(row: number, cells: readonly StyledCell[]): string {
  let xml = `<row r="${row}">`
  for (const [column, cell] of cells.entries()) {
    if (cell === null) continue
    const place = `r="${nameOf(column)}${row}" s="${cell.style}"`
    xml +=
      cell.text === ''
        ? `<c ${place}/>`
        : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escapeXmlText(cell.text)}</t></is></c>`
  }
  return `${xml}</row>`
}

const names: string[] = []

/** Names are asked for once for each cell of a file. */
function nameOf(column: number): string {
  return (names[column] ??= columnName(column))
}
