// A file of rows, csv or xlsx, opened for reading. What it is, is seen from its bytes; its name must not say otherwise.

import { createReadStream } from 'node:fs'

import { type FileInspection, inspectBytes } from '@switchyard/core/csv/fileInspection.ts'
import { readHeadings } from '@switchyard/core/sheets/headings.ts'
import { oddTextsOf } from '@switchyard/core/sheets/oddTexts.ts'
import type { RawRow } from '@switchyard/core/sheets/rowShaper.ts'
import { type OpenedSheet, type SheetRow, SheetRefusal, type SheetWishes } from '@switchyard/core/sheets/sheet.ts'

import { openCsv } from './openCsv.ts'
import type { Source } from './source.ts'
import { archiveLimits } from './xlsx/archive.ts'
import { openXlsx } from './xlsx/openXlsx.ts'
import { refuseOldWorkbook } from './xlsx/refuseOldWorkbook.ts'

interface SheetFile {
  readonly path: string
  /** As the person knows it, "leads.xlsx". */
  readonly name: string
}

/** Rows that are looked at for a sample. */
const sampledRows = 200

/**
 * Reads the headings and some rows; all rows are streamed afterwards, as often as asked. Close it in every case.
 * @throws SheetRefusal when the file as a whole cannot be read
 */
export async function openSheet(file: SheetFile, wishes: SheetWishes = {}): Promise<OpenedSheet> {
  const inspection = await inspectBytes(createReadStream(file.path))
  const source = await sourceOf(file, inspection, wishes)
  try {
    return await openedSheet(source, inspection)
  } catch (error) {
    await source.close()
    throw error
  }
}

async function sourceOf({ path, name }: SheetFile, inspection: FileInspection, wishes: SheetWishes): Promise<Source> {
  const { head, bytes } = inspection
  const isArchive = head[0] === 0x50 && head[1] === 0x4b
  const isNamedCsv = /\.(?:csv|tsv|tab|txt)$/i.test(name)
  await refuseOldWorkbook(path, head)
  if (/\.xlsm$/i.test(name))
    throw new SheetRefusal('macros', 'A workbook with macros (xlsm) is not taken. Save it as xlsx.')
  if (isArchive && isNamedCsv) {
    throw new SheetRefusal(
      'renamed',
      `'${name}' is named as csv and is a workbook or an archive. Name it .xlsx, or save it as csv.`,
    )
  }
  if (!isArchive && /\.xlsx$/i.test(name)) {
    const what = bytes === 0 ? 'is empty' : 'is no workbook'
    throw new SheetRefusal(
      'renamed',
      `'${name}' is named as xlsx and ${what}. Name it .csv if it is text, or save it as xlsx.`,
    )
  }
  if (!isArchive) return openCsv(path, inspection, wishes)
  if (bytes > archiveLimits.fileBytes) {
    const limit = archiveLimits.fileBytes / 1e6
    throw new SheetRefusal('too_large', `The workbook is larger than ${limit} MB. Save it as csv, or in parts.`)
  }
  return openXlsx(path, wishes)
}

async function openedSheet(source: Source, { sha256, bytes }: FileInspection): Promise<OpenedSheet> {
  const { format, encoding, delimiter, sheetName, sheetNames } = source
  const { beginning, rest } = await begin(source)
  const { headings, problems } = readHeadings(beginning[0]?.cells.map(({ text }) => text) ?? [])
  let isRestTaken = false

  async function* rawRows(): AsyncGenerator<RawRow> {
    if (isRestTaken) {
      yield* belowHeadings(source.rows())
      return
    }
    isRestTaken = true
    yield* beginning.slice(1)
    yield* rest
  }

  async function* rows(): AsyncGenerator<SheetRow> {
    const shape = source.shaper(headings.length)
    for await (const raw of rawRows()) {
      const row = shape(raw)
      if (row) yield row
    }
  }

  const shape = source.shaper(headings.length)
  const sample = beginning.slice(1).flatMap((raw) => shape(raw) ?? [])
  return {
    format,
    encoding,
    delimiter,
    sheetName,
    sheetNames,
    sha256,
    bytes,
    headings,
    headingProblems: problems,
    oddTexts: oddTextsOf(headings, sample),
    rows,
    close: () => source.close(),
  }
}

interface Beginning {
  /** The headings first. */
  readonly beginning: readonly RawRow[]
  /** Where the same reading goes on. */
  readonly rest: AsyncGenerator<RawRow>
}

async function begin(source: Source): Promise<Beginning> {
  const rest = source.rows()
  const beginning: RawRow[] = []
  while (beginning.length <= sampledRows) {
    const next = await rest.next()
    if (next.done === true) break
    if (beginning.length > 0 || !isBlank(next.value)) beginning.push(next.value)
  }
  if (beginning.length > 0) return { beginning, rest }
  throw new SheetRefusal('no_headings', 'The file has no line of headings: there is nothing in it.')
}

async function* belowHeadings(rows: AsyncGenerator<RawRow>): AsyncGenerator<RawRow> {
  let isBelow = false
  for await (const raw of rows) {
    if (isBelow) yield raw
    else isBelow = !isBlank(raw)
  }
}

function isBlank({ cells }: RawRow): boolean {
  return cells.every(({ text }) => text.trim() === '')
}
