import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMoney } from './money.ts'
import { parseInteger, parseNumber } from './number.ts'

const inGb = { country: 'GB', currency: 'GBP', today: '2026-11-22' }
const inDe = { ...inGb, country: 'DE', currency: 'EUR' }

test.each([
  ['1,234.50', inGb, 1234.5],
  ['1.234,50', inGb, 1234.5],
  ['1.234,50', inDe, 1234.5],
  ['1,234', inGb, 1234],
  ['1,234', inDe, 1.234],
  ['1.234', inGb, 1.234],
  ['1.234', inDe, 1234],
  ['12,5', inGb, 12.5],
  ['1 234 567', inGb, 1_234_567],
  ["1'234.5", inGb, 1234.5],
  ['1,234,567', inGb, 1_234_567],
  ['-7', inGb, -7],
  ['\u22127', inGb, -7],
  ['+7', inGb, 7],
  ['.5', inGb, 0.5],
  ['007', inGb, 7],
  ['-0', inGb, 0],
  [3.5, inDe, 3.5],
])('%j is read as a number', (raw, context, value) => {
  expect(parseNumber(raw, {}, context)).toEqual({ ok: true, value })
})

test.each([
  '',
  'abc',
  '1e5',
  '0x10',
  '12,34,5',
  '1.2.3',
  '--1',
  '1,23,456',
  '(12)',
  '5%',
  Number.NaN,
  Number.POSITIVE_INFINITY,
])('%j is no number', (raw) => {
  expect(parseNumber(raw, {}, inGb)).toMatchObject({ ok: false, code: 'REJECT_LEAD_INVALID_NUMBER' })
})

test('A number that would lose digits is refused', () => {
  expect(parseNumber('12345678901234567', {}, inGb)).toMatchObject({ ok: false })
})

test('A whole number has no fraction', () => {
  expect(parseInteger('2015', {}, inGb)).toEqual({ ok: true, value: 2015 })
  expect(parseInteger('2015.0', {}, inGb)).toEqual({ ok: true, value: 2015 })
  expect(parseInteger(3.5, {}, inGb)).toMatchObject({ ok: false, why: '3.5 is not a whole number' })
  expect(parseInteger(1e300, {}, inGb)).toMatchObject({ ok: false })
})

test.each([
  ['£1,234.5', inGb, '1234.50'],
  ['12.50 GBP', inGb, '12.50'],
  ['GBP 12', inGb, '12.00'],
  ['-£5', inGb, '-5.00'],
  ['£-5', inGb, '-5.00'],
  ['1.234,50 €', inDe, '1234.50'],
  [12.5, inDe, '12.50'],
  [1.234, inDe, '1.234'],
  ['0.1234', inGb, '0.1234'],
  ['0.10000', inGb, '0.10'],
])('%j is the amount %s', (raw, context, value) => {
  expect(parseMoney(raw, {}, context)).toHaveProperty('value', value)
})

test.each(['$5', '5 EUR', '£5£', 'five', '1.23456', '£', '- -5', '-£-5', '123456789012345'])(
  '%j is no amount in pounds',
  (raw) => {
    expect(parseMoney(raw, {}, inGb)).toMatchObject({ ok: false, code: 'REJECT_LEAD_INVALID_NUMBER' })
  },
)

test('Every amount is read the same in English and German writing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
      const amount = whole + cents / 100
      const format = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
      const expected = { ok: true, value: `${whole}.${String(cents).padStart(2, '0')}` }
      expect(parseMoney(amount.toLocaleString('en-GB', format), {}, inGb)).toEqual(expected)
      expect(parseMoney(amount.toLocaleString('de-DE', format), {}, inDe)).toEqual(expected)
    }),
  )
})
