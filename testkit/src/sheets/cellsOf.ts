import { readSheet } from 'read-excel-file/node'

/** The cells of a workbook's first sheet as text, row by row, as a reader that is not ours finds them. Empty cells are "". */
export async function cellsOf(workbook: Buffer): Promise<string[][]> {
  const rows = await readSheet(workbook)
  return rows.map((row) =>
    row.map((cell) => (cell === null ? '' : cell instanceof Date ? cell.toISOString() : String(cell))),
  )
}
