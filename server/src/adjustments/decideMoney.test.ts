import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { MoneyChange } from '@switchyard/core/money/moneyChange.ts'

import { decideMoney, type MoneyFacts, type MoneyWish } from './decideMoney.ts'

const sale = (id: string, buyer: string) => ({ id, buyer, state: 'accepted', returnReason: null }) as const

const lead: MoneyFacts = {
  status: 'accepted',
  sold: 'sold',
  supplier: 'ADC1',
  test: false,
  dispatches: [sale('7', 'ACME')],
  booked: { revenue: new Map([['ACME', 125_000n]]), payout: new Map([[null, 20_000n]]) },
}
const nothing: MoneyWish = { revenue: null, payout: null, buyer: null }
const set = (units: bigint): MoneyChange => ({ kind: 'set', units })

describe('A change of money', () => {
  test('is booked where the amount was booked', () => {
    expect(decideMoney(lead, { ...nothing, revenue: set(200_000n), payout: set(10_000n) })).toEqual({
      kind: 'change',
      revenue: { buyer: 'ACME', dispatchId: '7', from: 125_000n, to: 200_000n },
      payout: { buyer: null, dispatchId: null, from: 20_000n, to: 10_000n },
    })
    const perSale = { ...lead, booked: { ...lead.booked, payout: new Map([['ACME', 20_000n]]) } }
    expect(decideMoney(perSale, { ...nothing, payout: set(10_000n) })).toMatchObject({
      payout: { buyer: 'ACME', dispatchId: '7' },
    })
  })

  test.each<[string, Partial<MoneyFacts>, Partial<MoneyWish>]>([
    ['rejected: only accepted leads have revenue', { status: 'rejected' }, { revenue: set(1n) }],
    ['not sold: it has no revenue', { sold: 'unsold', dispatches: [] }, { revenue: set(1n) }],
    ['returned: it has no revenue any more', { sold: 'returned', dispatches: [] }, { revenue: set(1n) }],
    ['not sold to BETA', {}, { revenue: set(1n), buyer: 'BETA' }],
    ['a test lead: it is never billed', { test: true }, { payout: set(1n) }],
    ['it came from no supplier', { supplier: null }, { payout: set(1n) }],
    ['it has these amounts already', {}, { revenue: set(125_000n), payout: set(20_000n) }],
    [
      'sold to ACME and BETA: name the buyer whose sale is meant',
      { dispatches: [sale('8', 'BETA'), sale('7', 'ACME')] },
      { revenue: set(1n) },
    ],
  ])('is left out: %s', (words, facts, wish) => {
    expect(decideMoney({ ...lead, ...facts }, { ...nothing, ...wish })).toEqual({ kind: 'leaveOut', words })
  })

  test('is done whole or not at all, and never leaves less than nothing', () => {
    const change = fc.oneof(
      fc.constant(null),
      fc.bigInt({ min: 0n, max: 300_000n }).map(set),
      fc.bigInt({ min: -300_000n, max: 300_000n }).map((units): MoneyChange => ({ kind: 'add', units })),
      fc.bigInt({ min: 0n, max: 3_000_000n }).map((millionths): MoneyChange => ({ kind: 'multiply', millionths })),
    )
    fc.assert(
      fc.property(change, change, fc.boolean(), (revenue, payout, isSold) => {
        const facts = isSold ? lead : { ...lead, sold: 'unsold' as const, dispatches: [] }
        const decision = decideMoney(facts, { revenue, payout, buyer: null })
        if (decision.kind === 'leaveOut') return
        for (const step of [decision.revenue, decision.payout]) {
          if (step === null) continue
          expect(step.to).toBeGreaterThanOrEqual(0n)
          expect(step.to).not.toBe(step.from)
        }
        if (revenue !== null) expect(isSold).toBe(true)
        expect(decision.revenue !== null || decision.payout !== null).toBe(true)
      }),
    )
  })
})
