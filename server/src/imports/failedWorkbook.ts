// The failing rows of an import as a workbook: what is wrong stands with the cell that it is about.

import type { WrittenCell } from '@switchyard/core/sheets/workbook/plan.ts'
import { guardFormula } from '@switchyard/core/csv/formulaGuard.ts'

import { addRows, beginWorkbook, endWorkbook, type Grown } from '../sheets/workbook/workbookFile.ts'
import type { FailedRow, FailedRows } from './failedRows.ts'

const notes = [
  'Mend the rows and upload this file. Rows whose lead is there already name it by its LeadID; a row that you delete changes nothing.',
  'The last three columns say what came of each row. They are not read.',
]
/** A spreadsheet takes no more in one cell. */
const mostCharacters = 32_767

/** The bytes of the file. They are kept until the last row is known: what stands behind the rows is written with them. */
export async function failedWorkbook(
  { headings, own }: FailedRows,
  pages: AsyncIterable<readonly FailedRow[]>,
): Promise<Buffer> {
  const first = await beginWorkbook({
    sheetName: 'Failed rows',
    columns: headings.map((heading) => ({
      heading,
      kind: own.includes(heading) ? 'locked' : 'open',
      width: heading === 'Import Reason' ? 60 : Math.min(40, Math.max(12, heading.length + 4)),
      about: null,
      values: null,
    })),
    notes,
  })
  const parts: Grown<Buffer[]> = { sheet: [], comments: [], drawing: [] }
  const keep = (bytes: Grown<Buffer>) => {
    for (const name of ['sheet', 'comments', 'drawing'] as const) parts[name].push(bytes[name])
  }
  keep(first.bytes)
  let { state } = first
  for await (const rows of pages) {
    const step = await addRows(
      state,
      rows.map((row) => cellsOf(row, headings)),
    )
    keep(step.bytes)
    state = step.state
  }
  keep(await endWorkbook(state))
  return Buffer.concat([...parts.sheet, ...parts.comments, ...parts.drawing])
}

function cellsOf({ cells, column, reason }: FailedRow, headings: readonly string[]): readonly WrittenCell[] {
  return headings.map((heading, index) => ({
    text: guardFormula(cells[index] ?? '').slice(0, mostCharacters),
    problem: heading === column ? reason : null,
  }))
}
