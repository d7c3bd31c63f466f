// The outcome of every row as a CSV file, written while the import runs.

import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { once } from 'node:events'
import { csvLine } from '@switchyard/core/csv/csvLine.ts'
import type { RowOutcome } from './tally.ts'

export interface RowReport {
  add(row: number, outcome: RowOutcome): Promise<void>
  close(): Promise<void>
}

/** Rows stand in the order in which they ended; a spreadsheet sorts them by the first column. */
export function openRowReport(path: string): RowReport {
  const file = createWriteStream(path, { encoding: 'utf8' })
  const write = async (cells: readonly string[]) => {
    if (!file.write(csvLine(cells, false))) await once(file, 'drain')
  }
  const done = finished(file)
  // Surfaces in `close`; until then it must not count as unhandled.
  done.catch(() => undefined)
  file.write('row,id,status,code,reason\n')
  return {
    add: (row, outcome) =>
      outcome.kind === 'recorded'
        ? write([String(row), outcome.id, outcome.status, outcome.code, outcome.reason ?? ''])
        : write([String(row), '', 'not recorded', outcome.code, outcome.reason]),
    async close() {
      file.end()
      await done
    },
  }
}
