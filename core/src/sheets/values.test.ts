// Values of cells: numbers, dates, formats, places, and texts in XML.

import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { columnName, columnOf } from './columnName.ts'
import { dateText } from './dateText.ts'
import { builtInFormat, numberFormat } from './numberFormat.ts'
import { numberText } from './numberText.ts'
import { escapeXmlText, unescapeXmlText } from './xmlText.ts'
import { createXmlReader } from './xlsx/xmlReader.ts'

describe('numberText', () => {
  test.each([
    ['0.30000000000000004', '0.3'],
    ['4.47700900123E+11', '447700900123'],
    ['1E-7', '0.0000001'],
    ['1.5e+21', '1500000000000000000000'],
    ['-12.50', '-12.5'],
    ['1234567890123456', '1234567890123460'],
    ['-0', '0'],
    ['007', '7'],
    ['', ''],
    ['abc', 'abc'],
  ])('%s is shown as %s', (stored, shown) => {
    expect(numberText(stored)).toBe(shown)
  })

  it('keeps every whole number of fifteen digits and never shows a power of ten', () => {
    const whole = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 })
    fc.assert(
      fc.property(whole, (number) => {
        expect(numberText(String(number))).toBe(String(number === 0 ? 0 : number))
      }),
    )
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (number) => {
        const text = numberText(String(number))
        expect(text).toMatch(/^-?\d+(?:\.\d+)?$/)
        expect(Number(text)).toBe(Number(number.toPrecision(15)) + 0)
      }),
    )
  })
})

describe('dateText', () => {
  test.each([
    [46348, 1900, '2026-11-22'],
    [46348.4375, 1900, '2026-11-22T10:30:00'],
    [0.999988426, 1900, '23:59:59'],
    [1, 1900, '1900-01-01'],
    [59, 1900, '1900-02-28'],
    [61, 1900, '1900-03-01'],
    [44886, 1904, '2026-11-22'],
    [0, 1904, '1904-01-01'],
    [-1, 1900, null],
    [3_000_000, 1900, null],
  ] as const)('%d days from %d on are %s', (serial, system, text) => {
    expect(dateText(serial, system)).toBe(text)
  })

  it('gives back every second, whatever the noise of the division', () => {
    const second = fc.integer({ min: Date.UTC(1900, 2, 1) / 1000, max: Date.UTC(2199, 0, 1) / 1000 })
    fc.assert(
      fc.property(second, (at) => {
        const serial = Number((at / 86_400 + 25_569).toPrecision(15))
        const iso = new Date(at * 1000).toISOString().slice(0, 19)
        expect(dateText(serial, 1900)).toBe(iso.endsWith('T00:00:00') ? iso.slice(0, 10) : iso)
      }),
    )
  })
})

describe('numberFormat', () => {
  test.each([
    ['dd/mm/yyyy', 'date'],
    ['[$-409]d\\-mmm\\-yy;@', 'date'],
    ['[h]:mm', 'date'],
    ['00000', 'zeros'],
    ['0.00', 'general'],
    ['General', 'general'],
    ['[Red]#,##0.00 "days"', 'general'],
    ['#,##0\\ _h', 'general'],
    ['@', 'general'],
  ])('%s is %s', (code, kind) => {
    expect(numberFormat(code).kind).toBe(kind)
  })

  it('knows the dates that every workbook has', () => {
    expect([0, 1, 9, 14, 22, 45, 49, 57].map((id) => builtInFormat(id).kind)).toEqual([
      'general',
      'general',
      'general',
      'date',
      'date',
      'date',
      'general',
      'date',
    ])
  })
})

test('Names of columns and their numbers are each other', () => {
  expect([0, 25, 26, 701, 702, 16_383].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD'])
  fc.assert(
    fc.property(fc.nat(400_000), fc.integer({ min: 1, max: 1_048_576 }), (column, row) => {
      expect(columnOf(`${columnName(column)}${row}`)).toBe(column)
    }),
  )
  expect(columnOf('12')).toBeNull()
})

test('Every text comes back out of XML', () => {
  const parsed = (xml: string) => {
    const found: string[] = []
    const reader = createXmlReader('a test', {
      open: () => found.push(''),
      text: (piece) => found.push((found.pop() ?? '') + piece),
    })
    reader.push(xml)
    reader.end()
    return found.slice(1)
  }
  const odd = ['_', 'x', '0', 'D', '_x0041_', '\r', '\n', '<', '&', ']]>', '\0', '\uFFFF', '\uD800', '😀', 'é']
  const text = fc.oneof(fc.string({ unit: fc.constantFrom(...odd) }), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(fc.array(text, { minLength: 20, maxLength: 40 }), (texts) => {
      const xml = texts.map((one) => `<t>${escapeXmlText(one)}</t>`).join('')
      expect(parsed(`<r>${xml}</r>`).map(unescapeXmlText)).toEqual(texts)
    }),
    { numRuns: 8 },
  )
})
