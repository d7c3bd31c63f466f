// A file opened for reading: in the encoding that was asked for, or the one that it must be, or the one that it most likely is.

import { columnNames } from '@switchyard/core/imports/columnNames.ts'
import type { ColumnSample } from '@switchyard/core/imports/matchColumns.ts'
import { SheetRefusal, type EncodingChoice, type OpenedSheet, type SheetWishes } from '@switchyard/core/sheets/sheet.ts'

import { invalid } from '../http/problem.ts'
import { openSheet } from '../sheets/openSheet.ts'
import type { Reading } from './importRow.ts'

export interface OpenedFile {
  readonly sheet: OpenedSheet
  readonly reading: Reading
  readonly samples: readonly ColumnSample[]
}

/** As many rows as are looked through for what a column holds. */
const sampledRows = 100
const mostSamples = 20

/** @throws Problem 422 when the file as a whole cannot be read */
export async function openFile(file: { path: string; name: string }, wishes: SheetWishes): Promise<OpenedFile> {
  try {
    const { sheet, choices } = await opened(file, wishes)
    try {
      const names = columnNames(sheet.headings)
      return { sheet, reading: readingOf(sheet, names, choices), samples: await samplesOf(sheet, names) }
    } catch (error) {
      await sheet.close()
      throw error
    }
  } catch (error) {
    if (!(error instanceof SheetRefusal)) throw error
    throw invalid([{ path: 'file', code: error.code, message: error.message }], 422, error.code)
  }
}

async function opened(
  file: { path: string; name: string },
  wishes: SheetWishes,
): Promise<{ sheet: OpenedSheet; choices: readonly EncodingChoice[] }> {
  try {
    return { sheet: await openSheet(file, wishes), choices: [] }
  } catch (error) {
    const [likeliest] = error instanceof SheetRefusal && error.code === 'encoding_unknown' ? error.choices : []
    if (!(error instanceof SheetRefusal) || !likeliest) throw error
    // Taken for now and said so: a person sees the sample before anything happens.
    return { sheet: await openSheet(file, { ...wishes, encoding: likeliest.encoding }), choices: error.choices }
  }
}

function readingOf(sheet: OpenedSheet, names: readonly string[], choices: readonly EncodingChoice[]): Reading {
  return {
    encoding: sheet.encoding,
    certain: choices.length === 0,
    delimiter: sheet.delimiter,
    sheet: sheet.sheetName,
    sheets: sheet.sheetNames,
    choices,
    oddTexts: sheet.oddTexts.map(({ row, column, text }) => ({ row, column: names[column] ?? '', text })),
  }
}

async function samplesOf(sheet: OpenedSheet, names: readonly string[]): Promise<readonly ColumnSample[]> {
  const samples = names.map((): Set<string> => new Set())
  let rows = 0
  for await (const { cells } of sheet.rows()) {
    cells.forEach(({ text }, column) => {
      const own = samples[column]
      if (own && own.size < mostSamples && text.trim() !== '') own.add(text.slice(0, 200))
    })
    rows += 1
    if (rows === sampledRows) break
  }
  return names.map((name, column) => ({ name, samples: [...(samples[column] ?? [])] }))
}
