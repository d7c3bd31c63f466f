import { expect, test } from 'vitest'

import type { LeadFacts } from '../lead/facts.ts'
import { compileRule } from '../rules/compile.ts'
import type { Price } from '../setup/delivery.ts'
import { priceOf } from './price.ts'

const lead: LeadFacts = {
  id: null,
  campaign: 'auto',
  supplier: null,
  source: null,
  method: 'api',
  test: false,
  receivedAt: new Date(0),
  timezone: 'UTC',
  country: null,
  values: { year: 2015 },
  raw: {},
  invalid: [],
  consent: { email: 'unknown', sms: 'unknown' },
}
const types = new Map([['year', 'integer' as const]])
const byYear = (fallback?: string): Price => ({
  kind: 'rules',
  rules: [
    { when: { field: 'year', op: 'gte', value: 2020 }, amount: '20.00' },
    { when: { field: 'year', op: 'gte', value: 2010 }, amount: '10.00' },
    { when: { field: 'year', op: 'gte', value: 2000 }, amount: '5.00' },
  ],
  fallback,
})

test.each<[string, Price | undefined, string | null, number | undefined, bigint | null]>([
  ['no price', undefined, '9.00', undefined, null],
  ['a fixed price, whatever the answer said', { kind: 'fixed', amount: '12.50' }, '9.00', undefined, 125_000n],
  ['the price in the answer', { kind: 'answer', fallback: '1.00' }, ' 9.5 ', undefined, 95_000n],
  ['the fallback when the answer has none', { kind: 'answer', fallback: '1.00' }, null, undefined, 10_000n],
  ['the fallback when the answer has no amount', { kind: 'answer', fallback: '1.00' }, 'free', undefined, 10_000n],
  ['the fallback when the answer is negative', { kind: 'answer', fallback: '1.00' }, '-1', undefined, 10_000n],
  ['nothing without answer and fallback', { kind: 'answer' }, null, undefined, null],
  ['the first rule that holds', byYear(), null, 2015, 100_000n],
  ['the fallback when no rule holds', byYear('2.00'), null, 1999, 20_000n],
  ['nothing when no rule holds and there is no fallback', byYear(), null, 1999, null],
])('the price is %s', (_, price, captured, year, expected) => {
  const rules = price?.kind === 'rules' ? price.rules.map(({ when }) => compileRule(when, types)) : []
  const values: LeadFacts['values'] = year === undefined ? {} : { year }
  expect(priceOf(price, captured, { ...lead, values }, rules)).toBe(expected)
})
