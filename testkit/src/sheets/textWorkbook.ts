import { plainWorkbook } from './plainWorkbook.ts'
import { rawZip } from './rawZip.ts'

/** An xlsx file of one sheet in which every cell is text, as a person's spreadsheet saves it. Empty texts make no cell. */
export function textWorkbook(rows: readonly (readonly string[])[]): Buffer {
  const sheet = rows.map((cells, row) => {
    const filled = cells.flatMap((text, column) =>
      text === '' ? [] : [`<c r="${columnName(column)}${row + 1}" t="inlineStr"><is><t>${escape(text)}</t></is></c>`],
    )
    return `<row r="${row + 1}">${filled.join('')}</row>`
  })
  return rawZip(plainWorkbook({ rows: sheet.join('') }))
}

function columnName(column: number): string {
  const letter = String.fromCodePoint(65 + (column % 26))
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
