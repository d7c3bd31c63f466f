import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parseMoney } from './money.ts'
import { changedMoney, parseFactor } from './moneyChange.ts'

const amounts = fc.bigInt({ min: 0n, max: 10n ** 12n })

function multiplied(amount: string, by: string): bigint {
  return changedMoney(parseMoney(amount) ?? -1n, { kind: 'multiply', millionths: parseFactor(by) ?? -1n }).units
}

describe('A factor', () => {
  test.each([
    ['1.10', 1_100_000n],
    ['0', 0n],
    ['2', 2_000_000n],
    ['0.000001', 1n],
  ])('%s counts to millionths', (text, millionths) => {
    expect(parseFactor(text)).toBe(millionths)
  })

  test.each(['-1', '+1', '1.', '.5', '1,1', '1e2', '0.0000001', '', ' 1', '1234567'])('%j is none', (text) => {
    expect(parseFactor(text)).toBeNull()
  })
})

describe('A changed amount', () => {
  test.each([
    ['12.50', '1.10', '13.75'],
    ['0.0001', '0.5', '0.0000'],
    ['0.0003', '0.5', '0.0002'],
    ['0.0005', '0.5', '0.0002'],
    ['0.0007', '0.5', '0.0004'],
    ['3.3333', '0.333333', '1.1111'],
  ])('%s times %s is %s: halves go to the even neighbour', (amount, by, expected) => {
    expect(multiplied(amount, by)).toBe(parseMoney(expected))
  })

  test('is told apart when nobody can owe it', () => {
    expect(changedMoney(100n, { kind: 'add', units: -101n })).toEqual({ kind: 'belowZero', units: -1n })
    expect(changedMoney(100n, { kind: 'add', units: -100n })).toEqual({ kind: 'amount', units: 0n })
    expect(changedMoney(10n ** 12n, { kind: 'multiply', millionths: 999_999n * 1_000_000n }).kind).toBe('tooMuch')
  })

  test('is never more than half of the last decimal away from the exact product', () => {
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 0n, max: 10n ** 8n }), (units, millionths) => {
        const { units: after } = changedMoney(units, { kind: 'multiply', millionths })
        const off = after * 1_000_000n - units * millionths
        expect((off < 0n ? -off : off) * 2n <= 1_000_000n).toBe(true)
      }),
    )
  })

  test('set, add and take off are exact', () => {
    fc.assert(
      fc.property(amounts, amounts, (units, more) => {
        expect(changedMoney(units, { kind: 'set', units: more }).units).toBe(more)
        const added = changedMoney(units, { kind: 'add', units: more }).units
        expect(changedMoney(added, { kind: 'add', units: -more }).units).toBe(units)
      }),
    )
  })
})
