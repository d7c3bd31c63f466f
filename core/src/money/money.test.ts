import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { formatMoney, parseMoney, percentOf } from './money.ts'

const amounts = fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n })

describe('parseMoney and formatMoney', () => {
  test('what was formatted is read back as the same amount', () => {
    fc.assert(
      fc.property(amounts, (units) => {
        expect(parseMoney(formatMoney(units))).toBe(units)
      }),
    )
  })

  test.each([
    ['12.5', 125_000n],
    ['12.50', 125_000n],
    ['0.0001', 1n],
    ['-0.05', -500n],
    ['-0', 0n],
    ['007', 70_000n],
  ])('%s is read exactly', (text, units) => {
    expect(parseMoney(text)).toBe(units)
  })

  test.each(['', '.5', '5.', '1.23456', '1.00000', '+1', '1e3', '1,000.00', ' 1', '£1', '999999999999999', 'NaN'])(
    '%j is refused',
    (text) => {
      expect(parseMoney(text)).toBeNull()
    },
  )

  test.each([
    [0n, '0.00'],
    [125_000n, '12.50'],
    [1n, '0.0001'],
    [1_230n, '0.123'],
    [-500n, '-0.05'],
    [10_000_000_000n, '1000000.00'],
  ])('%s is shown with two to four decimals', (units, text) => {
    expect(formatMoney(units)).toBe(text)
  })
})

describe('percentOf', () => {
  test.each([
    [125_000n, 20, 25_000n],
    [100_000n, 12.5, 12_500n],
    [1n, 50, 0n],
    [3n, 50, 2n],
    [5n, 50, 2n],
    [-3n, 50, -2n],
    [10n, 33.333_333, 3n],
    [1_000_000n, 0.0001, 1n],
  ])('of %s at %d per cent is %s, halves to even', (units, percent, expected) => {
    expect(percentOf(units, percent)).toBe(expected)
  })

  test('is never off by more than half of the last decimal', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 100_000_000 }), (units, millionths) => {
        const off = percentOf(units, millionths / 1e6) * 100_000_000n - units * BigInt(millionths)
        expect(off <= 50_000_000n && off >= -50_000_000n).toBe(true)
      }),
    )
  })

  test('a share and its complement differ from the whole by at most one last decimal', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 100 }), (units, percent) => {
        const off = percentOf(units, percent) + percentOf(units, 100 - percent) - units
        expect(off >= -1n && off <= 1n).toBe(true)
      }),
    )
  })

  test('refuses what is no percentage', () => {
    expect(() => percentOf(1n, Number.NaN)).toThrow(RangeError)
    expect(() => percentOf(1n, Number.POSITIVE_INFINITY)).toThrow(RangeError)
  })
})
