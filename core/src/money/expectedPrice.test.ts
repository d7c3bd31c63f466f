import { expect, test } from 'vitest'

import type { Price } from '../setup/delivery.ts'
import { expectedPrice } from './expectedPrice.ts'

const when = { field: 'vehicle_year', op: 'gte', value: 2010 } as const

test.each<[string, Price | undefined, bigint]>([
  ['nothing', undefined, 0n],
  ['its amount when it is fixed', { kind: 'fixed', amount: '12.50' }, 125_000n],
  ['the fallback when the buyer names it', { kind: 'answer', fallback: '3' }, 30_000n],
  ['nothing when only the buyer knows it', { kind: 'answer' }, 0n],
  [
    'the largest of its rules',
    {
      kind: 'rules',
      rules: [
        { when, amount: '4.00' },
        { when, amount: '9.00' },
      ],
      fallback: '1.00',
    },
    90_000n,
  ],
  ['the fallback where that is larger', { kind: 'rules', rules: [{ when, amount: '4.00' }], fallback: '7.5' }, 75_000n],
])('of a price, %s is expected', (_, price, expected) => {
  expect(expectedPrice(price)).toBe(expected)
})
