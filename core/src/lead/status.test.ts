import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { dispatchStates, type DeliveryStatus, type DispatchState } from './states.ts'
import { rollUp, soldOf, type SaleFacts } from './status.ts'

describe('rollUp', () => {
  test.each<[DispatchState[], DeliveryStatus]>([
    [[], 'blank'],
    [['skipped'], 'blank'],
    [['accepted'], 'full'],
    [['accepted', 'skipped'], 'full'],
    [['accepted', 'rejected'], 'partial'],
    [['rejected', 'failed'], 'fail'],
    [['expired'], 'fail'],
    [['cancelled'], 'fail'],
    [['accepted', 'queued'], 'pending'],
    [['accepted', 'pending'], 'pending'],
    [['review'], 'pending'],
  ])('%j is %s', (states, status) => {
    expect(rollUp(states)).toBe(status)
  })

  test('skipped dispatches and their order never matter', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...dispatchStates)), (states) => {
        expect(rollUp([...states.toReversed(), 'skipped'])).toBe(rollUp(states))
      }),
    )
  })
})

describe('soldOf', () => {
  const open: SaleFacts = { current: 'pending', underWay: true, soldToBuyer: false, hasBuyer: true }
  const ended: SaleFacts = { ...open, underWay: false }

  test.each<[string, SaleFacts, ReturnType<typeof soldOf>]>([
    ['waits while an offer is open', open, 'pending'],
    ['is sold as soon as one buyer took it', { ...open, soldToBuyer: true }, 'sold'],
    ['is unsold when the route ended without a buyer', ended, 'unsold'],
    ['concerns nobody when it went to deliveries without a buyer', { ...ended, hasBuyer: false }, null],
    ['stays returned when nobody else took it', { ...ended, current: 'returned' }, 'returned'],
    ['waits again while a returned lead is offered anew', { ...open, current: 'returned' }, 'pending'],
    [
      'is sold again when the next buyer takes a returned lead',
      { ...ended, current: 'returned', soldToBuyer: true },
      'sold',
    ],
  ])('a lead %s', (_, facts, sold) => {
    expect(soldOf(facts)).toBe(sold)
  })
})
