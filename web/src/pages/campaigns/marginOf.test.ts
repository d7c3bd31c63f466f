import { expect, it } from 'vitest'
import { marginOf } from './marginOf.ts'

it.each([
  ['12.50', '2.00', '10.5000'],
  ['0.00', '0.0001', '-0.0001'],
  ['-1.5', '-2', '0.5000'],
  ['90071992547409.91', '0.01', '90071992547409.9000'],
])('of %s and %s is %s', (revenue, payout, margin) => {
  expect(marginOf(revenue, payout)).toBe(margin)
})
