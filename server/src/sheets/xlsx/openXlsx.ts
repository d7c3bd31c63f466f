// A workbook as an opened sheet.

import { columnName } from '@switchyard/core/sheets/columnName.ts'
import { createRowShaper, type RawRow } from '@switchyard/core/sheets/rowShaper.ts'
import type { RowProblem, SheetWishes } from '@switchyard/core/sheets/sheet.ts'
import { sheetLimits, type XlsxRow } from '@switchyard/core/sheets/xlsx/sheetXml.ts'

import type { Source } from '../source.ts'
import { openArchive } from './archive.ts'
import { refuseOtherKinds } from './otherKinds.ts'
import { startReading } from './reading.ts'

/** @throws SheetRefusal */
export async function openXlsx(path: string, { sheet = null }: SheetWishes): Promise<Source> {
  // What can be seen without unpacking is refused before a thread is started.
  const archive = await openArchive(path)
  archive.close()
  refuseOtherKinds(archive)
  const first = await startReading(path, sheet)
  /** Further readings of the same file that have not come to their end. */
  const open = new Set([first])
  let isFirstTaken = false

  async function* rows() {
    const reading = isFirstTaken ? await startReading(path, sheet) : first
    isFirstTaken = true
    open.add(reading)
    try {
      for await (const row of reading.rows()) yield rawRow(row)
    } finally {
      open.delete(reading)
      await reading.close()
    }
  }

  return {
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    sheetName: first.sheetName,
    sheetNames: first.sheetNames,
    rows,
    shaper: (width) => createRowShaper(width, 'xlsx'),
    async close() {
      await Promise.all([...open].map((reading) => reading.close()))
    },
  }
}

function rawRow(row: XlsxRow): RawRow {
  return { row: row.row, cells: row.cells, problem: problemOf(row) }
}

function problemOf({ beyond, cutColumn }: XlsxRow): RowProblem | null {
  if (cutColumn !== null) {
    const message = `The cell in column ${columnName(cutColumn)} is longer than ${sheetLimits.cellCharacters} characters.`
    return { code: 'cellTooLong', message }
  }
  return beyond === 0
    ? null
    : { code: 'tooManyCells', message: `The row has a value ${beyond} columns to the right of the last heading.` }
}
