import type { Cell } from '@switchyard/core/csv/csvLine.ts'
import { guardFormula } from '@switchyard/core/csv/formulaGuard.ts'
import type { Failure } from '@switchyard/core/lead/disposition.ts'
import type { WrittenCell } from '@switchyard/core/sheets/workbook/plan.ts'
import { sheetLimits } from '@switchyard/core/sheets/xlsx/sheetXml.ts'

export interface SheetCellWish {
  readonly columns: readonly string[]
  readonly raw: boolean
  /** What the lead is refused for; empty for a lead that is not. */
  readonly failures: readonly Failure[]
}

/**
 * The cells of one row of a workbook. A failure colours the cell of its field; one about the lead as a whole, or about a field that has no
 * column, colours the reason. A value that no spreadsheet can hold is said instead: nothing is cut.
 */
export function sheetCells(
  cells: readonly Cell[],
  { columns, raw, failures }: SheetCellWish,
): readonly WrittenCell[] | { readonly failed: string } {
  const problems = new Map<string, string[]>()
  for (const { field, message } of failures) {
    const column = field !== null && columns.includes(field) ? field : 'Custom Reason'
    problems.set(column, [...(problems.get(column) ?? []), message])
  }
  const written: WrittenCell[] = []
  for (const [index, cell] of cells.entries()) {
    const column = columns[index] ?? ''
    const text = raw ? String(cell) : guardFormula(String(cell))
    if (text.length > sheetLimits.cellCharacters) {
      const limit = sheetLimits.cellCharacters
      return { failed: `${column} is longer than the ${limit} characters of a cell; ask for csv` }
    }
    written.push({ text, problem: problems.get(column)?.join('\n') ?? null })
  }
  return written
}
