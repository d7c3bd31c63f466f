import fc from 'fast-check'
import { expect, test } from 'vitest'

import { guardFormula, unguardFormula } from './formulaGuard.ts'

test.each(['=1+1', '+447700900123', '-2', '@SUM(A1)', '\tx', '\rx', '\0x', "'=1", "''+1"])(
  '%j gets an apostrophe',
  (text) => {
    expect(guardFormula(text)).toBe(`'${text}`)
  },
)

test.each(['', 'Ann', "O'Brien", "'quoted'", '1-2', ' =1'])('%j stays as it is', (text) => {
  expect(guardFormula(text)).toBe(text)
})

const hostile = fc.string({
  unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\0', 'a', '"', ',', '\n', 'é', '😀'),
})

test('no guarded text begins like a formula, and taking the guard away gives back every text', () => {
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string()), (text) => {
      const guarded = guardFormula(text)
      expect(guarded).not.toMatch(/^[=+\-@\t\r\0]/)
      expect(unguardFormula(guarded)).toBe(text)
    }),
  )
})
