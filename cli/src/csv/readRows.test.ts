import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { csvLine } from '@switchyard/core/csv/csvLine.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inspectFile } from './inspectFile.ts'
import { readRows } from './readRows.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-csv-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function rowsOf(content: string | Buffer, encoding = 'utf-8', delimiter = ','): Promise<(readonly string[])[]> {
  const path = join(folder, 'file.csv')
  await writeFile(path, content)
  const rows: (readonly string[])[] = []
  for await (const { cells } of readRows(path, { encoding, delimiter })) rows.push(cells)
  return rows
}

describe('readRows', () => {
  it('reads quotes, line breaks inside them, doubled quotes, and both line ends', async () => {
    expect(await rowsOf('a,b\r\n"x\ny","say ""hi"", ok"\r\n')).toEqual([
      ['a', 'b'],
      ['x\ny', 'say "hi", ok'],
    ])
  })

  it('leaves out the mark and empty lines, and keeps rows of any length', async () => {
    expect(await rowsOf('\uFEFFa,b\n\n1\n1,2,3\n')).toEqual([['a', 'b'], ['1'], ['1', '2', '3']])
  })

  it('reads UTF-16 and Windows-1252', async () => {
    const text = 'name;city\nÅnn;Zürich €'
    const expected = [
      ['name', 'city'],
      ['Ånn', 'Zürich €'],
    ]
    expect(await rowsOf(iconv.encode(text, 'utf-16le', { addBOM: true }), 'utf-16le', ';')).toEqual(expected)
    expect(await rowsOf(iconv.encode(text, 'utf-16be', { addBOM: true }), 'utf-16be', ';')).toEqual(expected)
    expect(await rowsOf(iconv.encode(text, 'windows-1252'), 'windows-1252', ';')).toEqual(expected)
  })

  it('says where a quote is wrong', async () => {
    await expect(rowsOf('a,b\n1,2\n"3,4\n5,6')).rejects.toThrow(/Row 3 of the file: .* never closed/)
    await expect(rowsOf('a,b\n1,x"y\n')).rejects.toThrow(/in the middle of a cell/)
  })

  it('gives back what was written, whatever the cells hold', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ' ', ';') })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 }), async (rows) => {
        // A row of two empty cells is a comma, so no row is an empty line.
        const text = rows.map((row) => csvLine(row, true)).join('')
        expect(await rowsOf(text)).toEqual(rows)
      }),
      { numRuns: 50 },
    )
  })
})

describe('inspectFile', () => {
  it('tells UTF-8 from other bytes although a character is cut by a chunk', async () => {
    const path = join(folder, 'big.csv')
    await writeFile(path, `a${'é'.repeat(100_000)}`)
    expect(await inspectFile(path)).toMatchObject({ isUtf8: true, hasNul: false, bytes: 200_001 })
    await writeFile(path, Buffer.concat([Buffer.from('é'.repeat(100_000)), Buffer.from([0xc3])]))
    expect(await inspectFile(path)).toMatchObject({ isUtf8: false })
  })
})
