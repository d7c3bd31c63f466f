// Rows, headings, and what can be said of values by the file alone.

import { describe, expect, it, test } from 'vitest'
import { createCellWarnings, damageOf } from './cellWarnings.ts'
import { readHeadings } from './headings.ts'
import { oddTextsOf } from './oddTexts.ts'
import { createRowShaper, type RawCell } from './rowShaper.ts'

const cell = (text: string): RawCell => ({ text, kind: text === '' ? 'blank' : 'text' })
const raw = (...texts: string[]) => ({ row: 2, cells: texts.map(cell), problem: null })

describe('createRowShaper', () => {
  it('makes every row as wide as the headings', () => {
    const shape = createRowShaper(3, 'xlsx')
    expect(shape(raw('a'))).toMatchObject({
      cells: [{ text: 'a' }, { kind: 'blank' }, { kind: 'blank' }],
      problem: null,
    })
    expect(shape(raw('a', 'b', 'c', ' ', 'e'))).toMatchObject({
      cells: [{ text: 'a' }, { text: 'b' }, { text: 'c' }],
      problem: { code: 'tooManyCells', message: expect.stringMatching(/Cell 5/) },
    })
  })

  it('asks csv rows for all their cells, and takes blank ones behind them', () => {
    const shape = createRowShaper(2, 'csv')
    expect(shape(raw('a'))?.problem?.code).toBe('tooFewCells')
    expect(shape(raw('a', 'b', '', ' '))?.problem).toBeNull()
  })

  it('leaves out rows with nothing in them, except broken ones', () => {
    const shape = createRowShaper(1, 'csv')
    expect(shape(raw('  '))).toBeNull()
    expect(shape({ ...raw(''), problem: { code: 'brokenQuote', message: 'x' } })?.problem?.code).toBe('brokenQuote')
  })
})

test('Headings are trimmed; blank ones and those that differ in case alone are named', () => {
  expect(readHeadings([' Email ', '', 'EMAIL', 'x', '', ' '])).toMatchObject({
    headings: ['Email', '', 'EMAIL', 'x'],
    problems: [
      { code: 'blank', column: 1 },
      { code: 'duplicate', column: 2 },
    ],
  })
})

describe('Warnings of a cell', () => {
  const warnings = (...texts: string[]) => {
    const known = createCellWarnings()
    return texts.map((text) => known.of(0, text))
  }

  it('are for digits that are gone, zeros that others of the column have, and numbers too long for a spreadsheet', () => {
    expect(warnings('4.477E+11', '1,2E+11', '1.2E+01')).toEqual(['scientific', 'scientific', null])
    expect(warnings('07700900123', '7700900123', '447700900123')).toEqual([null, 'lostZeros', null])
    expect(warnings('4111111111111110', '4111111111111111', '1000')).toEqual(['rounded', null, null])
    expect(warnings('', 'Ann', '+447700900123', '-5', '0')).toEqual([null, null, null, null, null])
  })

  it('do not mix columns', () => {
    const known = createCellWarnings()
    known.of(0, '0123')
    expect(known.of(1, '123')).toBeNull()
  })
})

test.each([
  ['07700900123', '7700900123', 'lostZeros'],
  ['+447700900123', '447700900123', 'lostZeros'],
  ['447700900123', '4.47701E+11', 'scientific'],
  ['4111111111111111', '4111111111111110', 'rounded'],
  ['07700900123', '07700900124', null],
  ['447700900123', '4.47702E+11', null],
  ['Ann', 'Anne', null],
  ['7', '7', null],
])('%s that came back as %s: %s', (before, after, damage) => {
  expect(damageOf(before, after)).toBe(damage)
})

test('A sample of odd texts has each once, around the first odd letter', () => {
  const shape = createRowShaper(2, 'csv')
  const rows = [raw('Zoë', 'plain'), raw('Zoë', `${'x'.repeat(100)}é`)].flatMap((row) => shape(row) ?? [])
  expect(oddTextsOf(['Größe', 'b'], rows)).toEqual([
    { row: 1, column: 0, text: 'Größe' },
    { row: 2, column: 0, text: 'Zoë' },
    { row: 2, column: 1, text: `${'x'.repeat(40)}é` },
  ])
})
