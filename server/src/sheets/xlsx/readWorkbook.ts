// A workbook up to the rows of one sheet.

import { partPath, type Relation, readRelationsXml, readWorkbookXml } from '@switchyard/core/sheets/xlsx/workbookXml.ts'
import { createSharedStringsReader, type SharedStrings } from '@switchyard/core/sheets/xlsx/sharedStrings.ts'
import { createSheetReader, type XlsxRow } from '@switchyard/core/sheets/xlsx/sheetXml.ts'
import { readStylesXml } from '@switchyard/core/sheets/xlsx/stylesXml.ts'
import { SheetRefusal } from '@switchyard/core/sheets/sheet.ts'
import type { XmlReader } from '@switchyard/core/sheets/xlsx/xmlReader.ts'

import type { Archive } from './archive.ts'

export interface WorkbookRows {
  readonly sheetName: string
  /** Of the visible ones. */
  readonly sheetNames: readonly string[]
  /** Some rows at a time. */
  rows(): AsyncGenerator<readonly XlsxRow[]>
}

/** Memory for the texts that cells share. */
const sharedStringsBytes = 150_000_000
const stepCharacters = 4096
/** What is handed on at once, at least. */
const batchRows = 500
const batchCharacters = 500_000

/** @param sheet its name; null for the first visible one. @throws SheetRefusal */
export async function readWorkbook(archive: Archive, sheet: string | null): Promise<WorkbookRows> {
  const workbookPath = await pathOfWorkbook(archive)
  const workbook = readWorkbookXml(await archive.text(workbookPath))
  const relations = await relationsOf(archive, workbookPath)
  const visible = workbook.sheets.filter(({ hidden }) => !hidden)
  const chosen = sheet === null ? visible[0] : workbook.sheets.find(({ name }) => name === sheet)
  const sheetNames = visible.map(({ name }) => name)
  if (!chosen) {
    if (sheet === null) throw new SheetRefusal('empty', 'The workbook has no sheet that can be seen.')
    throw new SheetRefusal('no_such_sheet', `The workbook has no sheet '${sheet}'. It has: ${sheetNames.join(', ')}.`)
  }
  const path = targetOf(
    workbookPath,
    relations.find(({ id, type }) => id === chosen.relation && type === 'worksheet'),
  )
  if (path === null) throw new SheetRefusal('not_a_sheet', `'${chosen.name}' in the workbook is no sheet of cells.`)
  const part = (type: string) =>
    targetOf(
      workbookPath,
      relations.find((relation) => relation.type === type),
    )
  const stylesPath = part('styles')
  const formats = stylesPath !== null && archive.has(stylesPath) ? readStylesXml(await archive.text(stylesPath)) : []
  const strings = await stringsOf(archive, part('sharedStrings'))
  return {
    sheetName: chosen.name,
    sheetNames,
    async *rows() {
      let found: XlsxRow[] = []
      let characters = 0
      const reader = createSheetReader({ strings, formats, dates: workbook.dates }, (row) => {
        found.push(row)
        for (const { text } of row.cells) characters += text.length
      })
      for await (const piece of archive.pieces(path)) {
        // A little of the file can stand for much text, which is shared: no step may unfold a lot of it.
        for (let at = 0; at < piece.length; at += stepCharacters) {
          reader.push(piece.slice(at, at + stepCharacters))
          if (found.length < batchRows && characters < batchCharacters) continue
          yield found
          found = []
          characters = 0
        }
      }
      reader.end()
      if (found.length > 0) yield found
    },
  }
}

async function pathOfWorkbook(archive: Archive): Promise<string> {
  const types = await archive.text('[Content_Types].xml')
  if (/macroEnabled/i.test(types)) {
    throw new SheetRefusal(
      'macros',
      'The workbook may hold macros (xlsm). Save it as xlsx: only the values are wanted.',
    )
  }
  const relations = readRelationsXml(await archive.text('_rels/.rels'))
  const path = targetOf(
    '',
    relations.find(({ type }) => type === 'officeDocument'),
  )
  if (path === null || !/sheet\.main\+xml|template\.main\+xml/.test(types)) {
    throw new SheetRefusal('not_a_sheet', 'This is an Office document and no workbook. Save the table as xlsx.')
  }
  return path
}

async function relationsOf(archive: Archive, path: string): Promise<readonly Relation[]> {
  const slash = path.lastIndexOf('/') + 1
  return readRelationsXml(await archive.text(`${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`))
}

function targetOf(from: string, relation: Relation | undefined): string | null {
  if (!relation) return null
  const path = relation.external ? null : partPath(from, relation.target)
  if (path === null) {
    throw new SheetRefusal(
      'unsafe',
      `The workbook refers to something outside of itself (${relation.target}). Save it again as xlsx.`,
    )
  }
  return path
}

async function stringsOf(archive: Archive, path: string | null): Promise<SharedStrings> {
  const reader = createSharedStringsReader(sharedStringsBytes)
  if (path === null || !archive.has(path)) return reader.strings
  await readAll(archive, path, reader)
  return reader.strings
}

async function readAll(archive: Archive, path: string, reader: XmlReader): Promise<void> {
  for await (const piece of archive.pieces(path)) reader.push(piece)
  reader.end()
}
