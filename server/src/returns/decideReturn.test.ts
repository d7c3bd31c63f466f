import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { dispatchStates } from '@switchyard/core/lead/states.ts'

import { decideReturn, payoutToReverse } from './decideReturn.ts'
import { knownReason } from './reasons.ts'

type Offer = Parameters<typeof decideReturn>[0][number]

const sold = (id: string, buyer: string | null, returnReason: string | null = null): Offer => ({
  id,
  buyer,
  state: 'accepted',
  returnReason,
})

describe('A return', () => {
  test('is of the one buyer that has the lead', () => {
    const dispatches: Offer[] = [sold('1', null), sold('2', 'ACME'), { ...sold('3', 'BETA'), state: 'rejected' }]
    expect(decideReturn(dispatches, undefined)).toEqual({
      kind: 'return',
      buyer: 'ACME',
      dispatchIds: ['2'],
      keptBy: [],
    })
  })

  test('is of every sale to the buyer that is named, and says who keeps the lead', () => {
    const dispatches = [sold('1', 'ACME'), sold('2', 'BETA'), sold('3', 'ACME')]
    expect(decideReturn(dispatches, 'ACME')).toEqual({
      kind: 'return',
      buyer: 'ACME',
      dispatchIds: ['1', '3'],
      keptBy: ['BETA'],
    })
  })

  test.each<[string, Offer[], string | undefined]>([
    ['not sold', [], undefined],
    ['not sold', [sold('1', null)], undefined],
    ['not sold to BETA', [sold('1', 'ACME')], 'BETA'],
    ['returned already by ACME', [sold('1', 'ACME', 'Other')], undefined],
    ['returned already by ACME and BETA', [sold('1', 'BETA', 'Other'), sold('2', 'ACME', 'Other')], undefined],
    ['returned already by ACME', [sold('1', 'ACME', 'Other'), sold('2', 'BETA')], 'ACME'],
    ['sold to ACME and BETA: name the buyer that gave it back', [sold('1', 'BETA'), sold('2', 'ACME')], undefined],
  ])('is left out: %s', (words, dispatches, buyer) => {
    expect(decideReturn(dispatches, buyer)).toEqual({ kind: 'leaveOut', words })
  })

  test('takes sales that stand, all of one buyer and of no other, whatever happened before', () => {
    const offers = fc.array(
      fc.record({
        id: fc.uuid(),
        buyer: fc.constantFrom(null, 'ACME', 'BETA', 'GAMMA'),
        state: fc.constantFrom('accepted' as const, ...dispatchStates),
        returnReason: fc.constantFrom(null, null, 'Other'),
      }),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(offers, fc.constantFrom(undefined, 'ACME', 'BETA'), (dispatches, buyer) => {
        const decision = decideReturn(dispatches, buyer)
        const standing = dispatches.filter((one) => one.state === 'accepted' && one.returnReason === null)
        const buyers = new Set(standing.flatMap((one) => one.buyer ?? []))
        const possible = buyer === undefined ? buyers.size === 1 : buyers.has(buyer)
        expect(decision.kind).toBe(possible ? 'return' : 'leaveOut')
        if (decision.kind !== 'return') return
        expect(decision.dispatchIds).toEqual(
          standing.filter((one) => one.buyer === decision.buyer).map((one) => one.id),
        )
        expect(new Set([decision.buyer, ...decision.keptBy])).toEqual(buyers)
      }),
    )
  })
})

describe('The payout that is taken back', () => {
  const payout = new Map<string | null, bigint>([
    [null, 20_000n],
    ['ACME', 5_000n],
    ['BETA', 0n],
  ])

  test('is all there is when nobody keeps the lead', () => {
    expect(payoutToReverse(payout, { buyer: 'BETA', keptBy: [] }, false)).toEqual([
      { buyer: null, amount: 20_000n },
      { buyer: 'ACME', amount: 5_000n },
    ])
  })

  test("is the sale's own part while somebody does, and only where each sale earns", () => {
    const kept = { buyer: 'ACME', keptBy: ['BETA'] }
    expect(payoutToReverse(payout, kept, true)).toEqual([{ buyer: 'ACME', amount: 5_000n }])
    expect(payoutToReverse(payout, kept, false)).toEqual([])
  })
})

test('A reason is known whatever its case and spaces, and spelled as the list has it', () => {
  const list = { reasons: ['Wrong number', 'Other'], otherReasons: false }
  expect(knownReason(list, ' wrong  NUMBER ')).toBe('Wrong number')
  expect(knownReason(list, 'Too late')).toBeNull()
  expect(knownReason({ ...list, otherReasons: true }, 'Too late')).toBe('Too late')
})
