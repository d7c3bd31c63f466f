import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney, sumMoney } from './money.ts'

const units = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
const decimal = (value: bigint) => {
  const digits = (value < 0n ? -value : value).toString().padStart(5, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`
}

describe('money on the screen', () => {
  it.each([
    ['12.5', 'GBP', '£12.50'],
    ['1234567', 'EUR', '€1,234,567.00'],
    ['0.0125', 'USD', '$0.0125'],
    ['12.5000', 'GBP', '£12.50'],
    ['-3.2', 'GBP', '−£3.20'],
    ['100', 'SEK', '100.00 SEK'],
    ['123', 'GBP', '£123.00'],
  ])('shows %s %s as %s', (amount, currency, shown) => {
    expect(formatMoney(amount, currency)).toBe(shown)
  })

  it('adds exactly, whatever the amounts', () => {
    fc.assert(
      fc.property(fc.array(units), (amounts) => {
        const total = amounts.reduce((sum, amount) => sum + amount, 0n)
        expect(sumMoney(amounts.map(decimal))).toBe(decimal(total))
      }),
    )
  })
})
