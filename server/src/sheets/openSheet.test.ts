// Files as people have them, read.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { OpenedSheet, SheetRow, SheetWishes } from '@switchyard/core/sheets/sheet.ts'
import { plainWorkbook, type WorkbookWish } from '@switchyard/testkit/sheets/plainWorkbook.ts'
import { rawZip } from '@switchyard/testkit/sheets/rawZip.ts'

import { openSheet } from './openSheet.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-sheets-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function opened<T>(
  name: string,
  content: string | Buffer,
  look: (sheet: OpenedSheet) => Promise<T>,
  wishes: SheetWishes = {},
): Promise<T> {
  const path = join(folder, name)
  await writeFile(path, content)
  const sheet = await openSheet({ path, name }, wishes)
  try {
    return await look(sheet)
  } finally {
    await sheet.close()
  }
}

async function rowsOf(sheet: OpenedSheet): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const row of sheet.rows()) rows.push(row)
  return rows
}

const texts = (rows: readonly SheetRow[]) => rows.map(({ cells }) => cells.map(({ text }) => text))
const csv = (content: string | Buffer, wishes?: SheetWishes) =>
  opened('file.csv', content, async (sheet) => ({ sheet, rows: await rowsOf(sheet) }), wishes)
const xlsx = (wish: WorkbookWish) =>
  opened('file.xlsx', rawZip(plainWorkbook(wish)), async (sheet) => ({ sheet, rows: await rowsOf(sheet) }))

describe('A csv file', () => {
  const text = 'name;city\r\nÅnn;Zürich €\r\n"Two\nlines";"a;b"\r\n'
  const rows = [
    ['Ånn', 'Zürich €'],
    ['Two\nlines', 'a;b'],
  ]

  test.each([
    ['utf-8', null, Buffer.from(text)],
    ['utf-8', null, Buffer.from(`\uFEFF${text}`)],
    ['utf-16le', null, iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['utf-16be', null, iconv.encode(text, 'utf-16be', { addBOM: true })],
    ['windows-1252', 'windows-1252', iconv.encode(text, 'windows-1252')],
  ])('is read in %s', async (encoding, asked, bytes) => {
    const read = await csv(bytes, { encoding: asked })
    expect(read.sheet).toMatchObject({ format: 'csv', encoding, delimiter: ';', headings: ['name', 'city'] })
    expect(texts(read.rows)).toEqual(rows)
    expect(read.sheet.oddTexts).toContainEqual({ row: 2, column: 1, text: 'Zürich €' })
  })

  test('in no encoding that can be told is refused with what it could be', async () => {
    await expect(csv(iconv.encode(text, 'windows-1252'))).rejects.toMatchObject({
      code: 'encoding_unknown',
      choices: expect.arrayContaining([{ encoding: 'windows-1252', text: expect.stringContaining('Zürich €') }]),
    })
  })

  test('counts rows as a spreadsheet does, skips empty ones, and tells each row what is wrong with it', async () => {
    const { rows: read } = await csv('\na,b\n1,2\n,\n\n3\n4,5,6\n7,x"y\n8,9\n')
    expect(read.map(({ row, problem }) => [row, problem?.code ?? null])).toEqual([
      [3, null],
      [6, 'tooFewCells'],
      [7, 'tooManyCells'],
      [8, 'brokenQuote'],
      [9, null],
    ])
    expect(read.every(({ cells }) => cells.length === 2)).toBe(true)
  })

  test('goes on behind a cell of ten megabytes', async () => {
    const { rows: read } = await csv(`a,b\n1,"${'x'.repeat(10_000_000)}"\n2,y\n`)
    expect(read.map(({ problem }) => problem?.code ?? null)).toEqual(['cellTooLong', null])
    expect(texts(read)[1]).toEqual(['2', 'y'])
  })

  test('names headings that stand there twice or not at all, and takes its delimiter from a first line', async () => {
    const { sheet, rows: read } = await csv('sep=|\nEmail||email|x||\n1|2|3|4\n')
    expect(sheet).toMatchObject({ delimiter: '|', headings: ['Email', '', 'email', 'x'] })
    expect(sheet.headingProblems.map(({ code, column }) => [code, column])).toEqual([
      ['blank', 1],
      ['duplicate', 2],
    ])
    expect(read).toMatchObject([{ row: 2, problem: null }])
  })

  test('says where a spreadsheet has damaged a value', async () => {
    const { rows: read } = await csv('phone\n07700900123\n7700900123\n4.47701E+11\n447700900123\n1234567890123450000\n')
    expect(read.map(({ cells }) => cells[0]?.warning)).toEqual([null, 'lostZeros', 'scientific', null, 'rounded'])
  })

  test('is refused when there is nothing in it, and known again by its bytes', async () => {
    await expect(csv('\n , \n')).rejects.toMatchObject({ code: 'no_headings' })
    const [first, second] = [await csv('a\n1\n'), await csv('a\n1\n')]
    expect(first.sheet.sha256).toBe(second.sheet.sha256)
  })
})

describe('A workbook', () => {
  test('gives every kind of cell as the spreadsheet shows it', async () => {
    const { sheet, rows } = await xlsx({
      numberFormats: ['dd/mm/yyyy', 'yyyy-mm-dd hh:mm', 'hh:mm', '00000', '0.00%', '[Red]#,##0.00;General'],
      sharedStrings:
        '<si><t>heading</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>phonetic</t></rPh></si><si><t xml:space="preserve"> a_x000D_b </t></si>',
      rows: [
        '<row r="2"><c r="A2" t="s"><v>0</v></c></row>',
        '<row r="3"><c r="A3" t="s"><v>1</v></c></row>',
        '<row r="4"><c r="A4" t="s"><v>2</v></c></row>',
        '<row r="5"><c r="A5" t="inlineStr"><is><t>in &amp; line</t></is></c></row>',
        '<row r="6"><c r="A6"><v>0.30000000000000004</v></c></row>',
        '<row r="7"><c r="A7"><v>4.47700900123E11</v></c></row>',
        '<row r="8"><c r="A8" s="1"><v>46348</v></c></row>',
        '<row r="9"><c r="A9" s="2"><v>46348.4375</v></c></row>',
        '<row r="10"><c r="A10" s="3"><v>0.4375</v></c></row>',
        '<row r="11"><c r="A11" s="4"><v>1234</v></c></row>',
        '<row r="12"><c r="A12" s="5"><v>0.5</v></c></row>',
        '<row r="13"><c r="A13" s="6"><v>1234.5</v></c></row>',
        '<row r="14"><c r="A14" t="b"><v>1</v></c></row>',
        '<row r="15"><c r="A15" t="e"><v>#N/A</v></c></row>',
        '<row r="16"><c r="A16" t="str"><f>UPPER("x")</f><v>X</v></c></row>',
        '<row r="17"><c r="A17"><f>1+1</f><v>2</v></c></row>',
        '<row r="18"><c r="A18" t="d"><v>2026-11-22T00:00:00</v></c></row>',
      ].join(''),
    })
    expect(sheet).toMatchObject({ format: 'xlsx', sheetName: 'People', headings: ['heading'], encoding: null })
    expect(rows.map(({ row, cells }) => [row, cells[0]?.kind, cells[0]?.text])).toEqual([
      [3, 'text', 'rich text'],
      [4, 'text', ' a\rb '],
      [5, 'text', 'in & line'],
      [6, 'number', '0.3'],
      [7, 'number', '447700900123'],
      [8, 'date', '2026-11-22'],
      [9, 'date', '2026-11-22T10:30:00'],
      [10, 'date', '10:30:00'],
      [11, 'number', '01234'],
      [12, 'number', '0.5'],
      [13, 'number', '1234.5'],
      [14, 'boolean', 'TRUE'],
      [15, 'error', '#N/A'],
      [16, 'formula', 'X'],
      [17, 'formula', '2'],
      [18, 'date', '2026-11-22'],
    ])
  })

  test('may count its days from 1904, name no places, and leave cells out', async () => {
    const { rows } = await xlsx({
      date1904: true,
      numberFormats: ['d.m.yy'],
      rows:
        '<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c><c t="inlineStr"><is><t>c</t></is></c></row>' +
        '<row><c s="1"><v>44886</v></c><c r="C2"><v>3</v></c></row><row r="9"><c r="D9"><v>4</v></c></row>',
    })
    expect(texts(rows)).toEqual([
      ['2026-11-22', '', '3'],
      ['', '', ''],
    ])
    expect(rows[1]).toMatchObject({ row: 9, problem: { code: 'tooManyCells' } })
  })

  test('may have names with a prefix', async () => {
    const sheet =
      '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>' +
      '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row>' +
      '</x:sheetData></x:worksheet>'
    const { rows } = await xlsx({ sheet })
    expect(texts(rows)).toEqual([['1']])
  })

  test('is read from the first row again, each time, and says which sheets it has', async () => {
    const rows = '<row><c><v>1</v></c></row><row><c><v>2</v></c></row>'
    const counts = await opened('again.xlsx', rawZip(plainWorkbook({ rows })), async (sheet) => [
      (await rowsOf(sheet)).length,
      (await rowsOf(sheet)).length,
    ])
    expect(counts).toEqual([1, 1])
    const missing = opened('again.xlsx', rawZip(plainWorkbook({ rows })), rowsOf, { sheet: 'Nope' })
    await expect(missing).rejects.toMatchObject({
      code: 'no_such_sheet',
      message: expect.stringMatching(/It has: People/),
    })
  })
})
