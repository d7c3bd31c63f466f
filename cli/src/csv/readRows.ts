// A CSV file as a stream of rows.

import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import iconv from 'iconv-lite'

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
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'CsvFileError'
  }
}

/** Row 0 is the header. Cells keep their spaces; line breaks inside quotes stay. Refuses with a `CsvFileError`. */
export async function* readRows(path: string, format: CsvFormat): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter: format.delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    // A quote that is never closed would otherwise be read to the end of the file, however big.
    max_record_size: 4_000_000,
  })
  const filling = pipeline(createReadStream(path), iconv.decodeStream(format.encoding), parser)
  // Thrown to whoever reads the rows; unread here it would count as unhandled.
  filling.catch(() => undefined)
  let row = 0
  try {
    for await (const record of parser) {
      // The parser gives arrays of text unless it is asked for columns; its stream is not typed.
      yield { row, cells: record as string[] }
      row += 1
    }
    await filling
  } catch (error) {
    if (error instanceof CsvError) throw new CsvFileError(explained(error, row), { cause: error })
    throw error
  }
}

function explained(error: CsvError, row: number): string {
  const line = typeof error['lines'] === 'number' ? `line ${error['lines']}` : `row ${row}`
  const place = row === 0 ? 'in the header' : `after row ${row - 1}`
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `A quote ${place} is never closed (the file ends at ${line}).`
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return `A quote ${place} (${line}) stands in the middle of a cell. Quotes inside a quoted cell are written twice.`
    case 'CSV_MAX_RECORD_SIZE':
      return `A row ${place} is longer than 4 million characters: probably a quote that is never closed.`
    default:
      return `The file cannot be read as CSV ${place} (${line}): ${error.message}`
  }
}
