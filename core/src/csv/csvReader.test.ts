import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCsvReader, type CsvLimits, type CsvRecord } from './csvReader.ts'
import { csvLine } from './csvLine.ts'

function read(text: string, { delimiter = ',', limits, piece = text.length || 1 }: Wish = {}): CsvRecord[] {
  const reader = createCsvReader(delimiter, limits)
  const records: CsvRecord[] = []
  for (let at = 0; at < text.length; at += piece) records.push(...reader.push(text.slice(at, at + piece)))
  return [...records, ...reader.end()]
}

interface Wish {
  readonly delimiter?: string
  readonly limits?: CsvLimits
  readonly piece?: number
}

const cellsOf = (records: readonly CsvRecord[]) => records.map(({ cells }) => cells)
const small = { cellCharacters: 10, cells: 3 }

describe('createCsvReader', () => {
  it('reads quotes, line breaks in them, doubled quotes, and the three line ends mixed', () => {
    expect(cellsOf(read('a,b\r\n"x\r\ny","say ""hi"", ok"\rc,\n,d'))).toEqual([
      ['a', 'b'],
      ['x\r\ny', 'say "hi", ok'],
      ['c', ''],
      ['', 'd'],
    ])
  })

  it('counts rows as a spreadsheet does: a line break in quotes makes none, an empty line makes one', () => {
    const rows = read('a\n"1\n2"\n\n3\n').map(({ row, cells }) => [row, cells[0]])
    expect(rows).toEqual([
      [1, 'a'],
      [2, '1\n2'],
      [3, ''],
      [4, '3'],
    ])
  })

  it('takes any delimiter, also one that means something in a pattern', () => {
    for (const delimiter of [';', '\t', '|', '^', ']', '\\', '-', ' ']) {
      expect(cellsOf(read(`a${delimiter}"b${delimiter}c"\n`, { delimiter }))).toEqual([['a', `b${delimiter}c`]])
    }
  })

  it('tells a broken quote of its own row and reads on', () => {
    const [, broken, behind, good] = read('a,b\n1,x"y\n"1"2,3\n4,5\n')
    expect(broken).toMatchObject({ cells: ['1', 'x"y'], problem: { code: 'brokenQuote' } })
    expect(behind).toMatchObject({ cells: ['12', '3'], problem: { code: 'brokenQuote' } })
    expect(good).toMatchObject({ cells: ['4', '5'], problem: null })
  })

  it('says where a quote begins that is never closed', () => {
    expect(read('a\n1\n"2\n3\n').at(-1)).toMatchObject({
      row: 3,
      problem: { message: expect.stringMatching(/never closed/) },
    })
  })

  it('cuts a cell that is too long, leaves out cells that are too many, and reads on', () => {
    const [long, quoted, many, good] = read(`${'x'.repeat(50)},1\n"${'y'.repeat(50)}",2\n1,2,3,4\n5\n`, {
      limits: small,
      piece: 7,
    })
    expect(long).toMatchObject({ cells: ['xxxxxxxxxx', '1'], problem: { code: 'cellTooLong' } })
    expect(quoted).toMatchObject({ cells: ['yyyyyyyyyy', '2'], problem: { code: 'cellTooLong' } })
    expect(many).toMatchObject({ cells: ['1', '2', '3'], problem: { code: 'tooManyCells' } })
    expect(good).toMatchObject({ cells: ['5'], problem: null })
  })

  it('gives back every table that was written, however the text is cut into pieces', () => {
    const unit = fc.constantFrom('a', 'é', '😀', ',', '"', '\n', '\r', ' ', ';', "'", '=', '\t', '\0')
    const table = fc.array(fc.array(fc.string({ unit }), { minLength: 1, maxLength: 4 }), { minLength: 1 })
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, piece) => {
        const text = rows.map((row) => csvLine(row, true)).join('')
        const records = read(text, { piece })
        expect(cellsOf(records)).toEqual(rows)
        expect(records.every(({ problem }) => problem === null)).toBe(true)
      }),
    )
  })
})
