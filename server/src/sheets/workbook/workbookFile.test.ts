// Workbooks that we write, read by our own reader, by one of somebody else's, and by LibreOffice.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { PlannedColumn, WorkbookPlan, WrittenCell } from '@switchyard/core/sheets/workbook/plan.ts'
import { convert, libreOffice } from '@switchyard/testkit/sheets/libreOffice.ts'

import { openSheet } from '../openSheet.ts'
import { openArchive } from '../xlsx/archive.ts'
import { readWorkbook } from '../xlsx/readWorkbook.ts'
import { addRows, beginWorkbook, endWorkbook, type Grown, type WorkbookState } from './workbookFile.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-workbook-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const column = (heading: string, more: Partial<PlannedColumn> = {}): PlannedColumn => ({
  heading,
  kind: 'open',
  width: 20,
  about: null,
  values: null,
  ...more,
})
const plan: WorkbookPlan = {
  sheetName: 'Leads',
  columns: [
    column('LeadID', { kind: 'locked', about: 'Ours' }),
    column('Custom Reason', { kind: 'locked' }),
    column('phone'),
    column('make', { values: ['Škoda', '<Ford & Co>'] }),
  ],
  notes: ['How it works', 'Mend & upload'],
}
const cell = (text: string, problem: string | null = null): WrittenCell => ({ text, problem })

/** In steps of `stepRows`; what is known between two of them goes through JSON, as it does in a job. */
async function written(
  name: string,
  rows: readonly (readonly WrittenCell[])[],
  wish = plan,
  stepRows = 2,
): Promise<string> {
  const parts: Grown<Buffer[]> = { sheet: [], comments: [], drawing: [] }
  const keep = (bytes: Grown<Buffer>) => {
    parts.sheet.push(bytes.sheet)
    parts.comments.push(bytes.comments)
    parts.drawing.push(bytes.drawing)
  }
  let step = await beginWorkbook(wish)
  keep(step.bytes)
  for (let at = 0; at < rows.length; at += stepRows) {
    const state: WorkbookState = JSON.parse(JSON.stringify(step.state))
    step = await addRows(state, rows.slice(at, at + stepRows))
    keep(step.bytes)
  }
  keep(await endWorkbook(step.state))
  const path = join(folder, name)
  await writeFile(path, Buffer.concat([...parts.sheet, ...parts.comments, ...parts.drawing]))
  return path
}

/** In this thread: a property asks often. */
async function textsOf(path: string): Promise<string[][]> {
  const archive = await openArchive(path)
  const rows: string[][] = []
  for await (const batch of (await readWorkbook(archive, null)).rows()) {
    for (const { cells } of batch) rows.push(cells.map(({ text }) => text))
  }
  archive.close()
  return rows
}

async function opened(path: string, name: string) {
  const sheet = await openSheet({ path, name })
  const rows: string[][] = []
  for await (const { cells } of sheet.rows()) rows.push(cells.map(({ text }) => text))
  await sheet.close()
  return { sheet, rows }
}

const people = [
  [
    cell('1'),
    cell('make: VW is not in list Makes', 'VW is not in list Makes'),
    cell('07700900123'),
    cell('VW', 'VW is not in list Makes'),
  ],
  [cell('2'), cell(''), cell("'+447700900123"), cell('Škoda')],
  [cell('3'), cell(''), cell('1234567890123456789'), cell('  two\nlines\u0007_x0041_ ')],
  [cell('4'), cell(''), cell('', 'phone is required'), cell('')],
]

describe('A workbook that was written', () => {
  test('gives back every table of text, in whatever steps it was written', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({
        unit: fc.constantFrom('_', 'x', '0', '4', '1', '\r', '\n', '\t', '\0', '<', '&', '"', ' ', '\uFFFF', '\u0085'),
        maxLength: 12,
      }),
    )
    const table = fc.array(fc.tuple(text, text, text, text), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 4 }), async (rows, stepRows) => {
        const path = await written(
          'any.xlsx',
          rows.map((row) => row.map((value) => cell(value))),
          plan,
          stepRows,
        )
        const full = rows.map((row) => row.slice(0, row.findLastIndex((value) => value !== '') + 1))
        const [headings, ...found] = await textsOf(path)
        expect(headings).toEqual(plan.columns.map(({ heading }) => heading))
        expect(found).toEqual(full.filter((row) => row.length > 0))
      }),
      { numRuns: 25 },
    )
  })

  test('is read in the same way by a reader that is not ours', async () => {
    const path = await written('people.xlsx', people)
    const rows = await readSheet(path, 'Leads', { trim: false })
    expect(rows).toEqual([
      ['LeadID', 'Custom Reason', 'phone', 'make'],
      ...people.map((row) => row.map(({ text }) => (text === '' ? null : expect.stringContaining(text.slice(0, 9))))),
    ])
    expect(rows.map((row) => row[2])).toEqual(['phone', '07700900123', "'+447700900123", '1234567890123456789', null])
    expect(await readSheet(path, 'Lists')).toEqual([['make'], ['Škoda'], ['<Ford & Co>']])
  })

  test('locks our columns and no others, drops lists down, colours and comments what is wrong', async () => {
    const archive = await openArchive(await written('parts.xlsx', people))
    const sheet = await archive.text('xl/worksheets/sheet1.xml')
    const comments = await archive.text('xl/comments1.xml')
    const boxes = await archive.text('xl/drawings/vmlDrawing1.vml')
    archive.close()
    const lockedStyle = /<c r="A2" s="(\d+)"/.exec(sheet)?.[1]
    expect(sheet).toMatch(/<sheetProtection sheet="1"[^>]*deleteRows="0"/)
    expect(sheet).toContain('<dataValidation type="list"')
    expect(sheet).toContain('<formula1>Lists!$A$2:$A$3</formula1>')
    expect(sheet).toContain('state="frozen"')
    expect(sheet).not.toContain(`<c r="C2" s="${lockedStyle}"`)
    // An empty cell that is wrong is there to be coloured.
    expect(/<c r="C5" s="(\d+)"\/>/.exec(sheet)?.[1]).toBe(/<c r="D2" s="(\d+)"/.exec(sheet)?.[1])
    expect([...comments.matchAll(/ref="(\w+)"/g)].map(([, place]) => place)).toEqual(['A1', 'D2', 'C5'])
    expect([...boxes.matchAll(/<x:Row>/g)]).toHaveLength(3)
  })

  test('may have no rows and no lists', async () => {
    const path = await written('none.xlsx', [], { ...plan, columns: [column('a')] })
    expect(await textsOf(path)).toEqual([['a']])
  })
})

const title = libreOffice === null ? ' (skipped: LibreOffice is not installed here)' : ''

describe.skipIf(libreOffice === null)(`LibreOffice${title}`, () => {
  const all = people.map((row) => row.map(({ text }) => text.replace('\u0007', '')))

  test('opens it, a value is changed there, and what it saves has that change and nothing else', async () => {
    const path = await written('office.xlsx', people)
    const flat = await convert(path, 'fods', folder)
    const xml = await readFile(flat, 'utf8')
    expect(xml).toContain('VW is not in list Makes')
    expect(xml).toContain('table:protected="true"')
    await writeFile(flat, xml.replace('<text:p>07700900123</text:p>', '<text:p>0033612345678</text:p>'))
    const { sheet, rows } = await opened(await convert(flat, 'xlsx', folder), 'saved.xlsx')
    expect(sheet).toMatchObject({ sheetName: 'Leads', sheetNames: ['Leads', 'Notes'] })
    const shown = rows.map((row) => row.map((text) => text.replace('\u0007', '')))
    expect(shown).toEqual(all.map((row) => row.map((text) => (text === '07700900123' ? '0033612345678' : text))))
  }, 120_000)

  test('saves it as csv in Windows-1252 with semicolons, and umlauts and zeros come back', async () => {
    const path = await written('umlauts.xlsx', [[cell('1'), cell(''), cell('0049 30 1234'), cell('Müller € Žižek')]])
    const into = join(folder, 'csv')
    await mkdir(into)
    const csv = await convert(path, 'csv:Text - txt - csv (StarCalc):59,34,ANSI', into)
    const sheet = await openSheet({ path: csv, name: 'umlauts.csv' }, { encoding: 'windows-1252' })
    for await (const { cells } of sheet.rows()) {
      expect(cells.map(({ text }) => text)).toEqual(['1', '', '0049 30 1234', 'Müller € Žižek'])
    }
    expect(sheet).toMatchObject({ delimiter: ';', headings: ['LeadID', 'Custom Reason', 'phone', 'make'] })
    await sheet.close()
  }, 120_000)
})
