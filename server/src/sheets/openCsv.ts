// A csv file as an opened sheet.

import { createReadStream } from 'node:fs'

import { chooseEncoding } from '@switchyard/core/csv/chooseEncoding.ts'
import { type CsvRecord, createCsvReader } from '@switchyard/core/csv/csvReader.ts'
import type { FileInspection } from '@switchyard/core/csv/fileInspection.ts'
import { findDelimiter } from '@switchyard/core/csv/findDelimiter.ts'
import { separatorLine } from '@switchyard/core/csv/separatorLine.ts'
import { createTextDecoder, decodeBeginning } from '@switchyard/core/csv/textDecoder.ts'
import { createRowShaper, type RawCell, type RawRow } from '@switchyard/core/sheets/rowShaper.ts'
import { SheetRefusal, type SheetWishes } from '@switchyard/core/sheets/sheet.ts'

import type { Source } from './source.ts'

const readBytes = 256 * 1024

/** @throws SheetRefusal */
export function openCsv(path: string, file: FileInspection, wishes: SheetWishes): Source {
  const choice = chooseEncoding(file, wishes.encoding ?? null)
  if (choice.kind === 'refused') throw new SheetRefusal(choice.code, choice.reason, choice.choices)
  const { encoding } = choice
  const head = decodeBeginning(file.head, encoding)
  const said = separatorLine(head)
  const delimiter = wishes.delimiter ?? said ?? findDelimiter(head)
  if (!/^[^"\r\n]$/u.test(delimiter) || delimiter.length !== 1) {
    throw new SheetRefusal(
      'delimiter_unknown',
      'The delimiter has to be one character, such as a comma, a semicolon or a tab.',
    )
  }
  const skipped = said === null ? 0 : 1

  async function* rows() {
    const decoder = createTextDecoder(encoding)
    const reader = createCsvReader(delimiter)
    for await (const chunk of createReadStream(path, { highWaterMark: readBytes })) {
      // Without an encoding the stream gives buffers; its type allows text too.
      yield* rawRows(reader.push(decoder.write(chunk as Buffer)), skipped)
    }
    yield* rawRows([...reader.push(decoder.end()), ...reader.end()], skipped)
  }

  return {
    format: 'csv',
    encoding,
    delimiter,
    sheetName: null,
    sheetNames: [],
    rows,
    shaper: (width) => createRowShaper(width, 'csv'),
    close: () => Promise.resolve(),
  }
}

function* rawRows(records: readonly CsvRecord[], skipped: number): Generator<RawRow> {
  for (const { row, cells, problem } of records) {
    if (row > skipped) yield { row: row - skipped, cells: cells.map(rawCell), problem }
  }
}

function rawCell(text: string): RawCell {
  return { text, kind: text === '' ? 'blank' : 'text' }
}
