// Tables written as csv in the encodings that spreadsheets save, and read back from bytes that come in pieces.

import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { csvLine } from './csvLine.ts'
import { createCsvReader } from './csvReader.ts'
import { unguardFormula } from './formulaGuard.ts'
import { createTextDecoder } from './textDecoder.ts'

const narrow = ['a', ' ', ',', ';', '"', '\n', '\r', '\t', "'", '=', '+', '-', '@', '€', 'é', 'ß']
const wide = [...narrow, '😀', '中', '\u0000', '\u2028']

test.each([
  ['utf-8', { addBOM: true }, wide],
  ['utf-8', {}, wide],
  ['utf-16le', { addBOM: true }, wide],
  ['utf-16be', { addBOM: true }, wide],
  ['windows-1252', {}, narrow],
] as const)('Every table comes back out of %s %o', (encoding, options, unit) => {
  const table = fc.array(fc.array(fc.string({ unit: fc.constantFrom(...unit) }), { minLength: 1, maxLength: 4 }))
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 7 }), (rows, pieceBytes) => {
      // A row of one empty cell is an empty line, and reads as one.
      const bytes = iconv.encode(rows.map((row) => csvLine(row, false)).join(''), encoding, options)
      const decoder = createTextDecoder(encoding)
      const reader = createCsvReader(',')
      const records = []
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        records.push(...reader.push(decoder.write(bytes.subarray(at, at + pieceBytes))))
      }
      records.push(...reader.push(decoder.end()), ...reader.end())
      expect(records.map(({ cells }) => cells.map(unguardFormula))).toEqual(rows)
    }),
    { numRuns: 60 },
  )
})
