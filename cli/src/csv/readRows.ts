// A csv file as a stream of rows, strict: a file with a broken quote is refused as a whole before anything of it is sent.

import { createReadStream } from 'node:fs'
import { type CsvRecord, createCsvReader } from '@switchyard/core/csv/csvReader.ts'
import { createTextDecoder } from '@switchyard/core/csv/textDecoder.ts'

export interface CsvRow {
  /** Number of the row in the file, 1 for the first below the header; empty lines do not count. */
  readonly row: number
  readonly cells: readonly string[]
}

export interface CsvFormat {
  readonly encoding: string
  readonly delimiter: string
}

/** The file is broken as a whole, as by a quote that is never closed. */
export class CsvFileError extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'CsvFileError'
  }
}

/** Row 0 is the header. Cells keep their spaces; line breaks inside quotes stay. Refuses with a `CsvFileError`. */
export async function* readRows(path: string, format: CsvFormat): AsyncGenerator<CsvRow> {
  const decoder = createTextDecoder(format.encoding)
  const reader = createCsvReader(format.delimiter)
  let row = 0
  function* rowsOf(records: readonly CsvRecord[]): Generator<CsvRow> {
    for (const { cells, problem, row: place } of records) {
      if (cells.length === 1 && cells[0] === '') continue
      if (problem) throw new CsvFileError(`Row ${place} of the file: ${problem.message}`)
      yield { row, cells }
      row += 1
    }
  }
  for await (const chunk of createReadStream(path)) {
    // Without an encoding the stream gives buffers; its type allows text too.
    yield* rowsOf(reader.push(decoder.write(chunk as Buffer)))
  }
  yield* rowsOf([...reader.push(decoder.end()), ...reader.end()])
}
