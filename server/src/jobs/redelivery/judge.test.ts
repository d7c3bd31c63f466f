import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { dispatchStates, leadStatuses } from '@switchyard/core/lead/states.ts'

import { judge, type Past } from './judge.ts'

const pasts: fc.Arbitrary<Past> = fc.record({
  status: fc.constantFrom(...leadStatuses),
  refusedOnly: fc.boolean(),
  erased: fc.boolean(),
  states: fc.array(fc.constantFrom(...dispatchStates), { maxLength: 5 }),
  returned: fc.boolean(),
})
const fresh: Past = { status: 'accepted', refusedOnly: false, erased: false, states: [], returned: false }

describe('A lead is sent again', () => {
  test('after everything but an acceptance, or a result that is still to come', () => {
    for (const state of dispatchStates) {
      const { kind } = judge({ ...fresh, states: [state] }, 'ACME', false)
      const expected = state === 'accepted' || state === 'pending' ? 'leaveOut' : state === 'sending' ? 'later' : 'send'
      expect([state, kind]).toEqual([state, expected])
    }
  })

  test('although it was accepted, when that was asked for', () => {
    expect(judge({ ...fresh, states: ['accepted', 'rejected'] }, 'ACME', true)).toEqual({ kind: 'send' })
    expect(judge({ ...fresh, states: ['accepted', 'rejected'] }, 'ACME', false)).toEqual({
      kind: 'leaveOut',
      words: 'already accepted by ACME',
    })
  })

  test('although the buyer gave it back, when that was asked for', () => {
    const returned: Past = { ...fresh, states: ['accepted'], returned: true }
    expect(judge(returned, 'ACME', true)).toEqual({ kind: 'send' })
    expect(judge(returned, 'ACME', false)).toEqual({ kind: 'leaveOut', words: 'returned by ACME' })
  })

  test('never beside an attempt that is under way, whatever was asked for', () => {
    fc.assert(
      fc.property(pasts, fc.boolean(), (past, includeAccepted) => {
        const busy = { ...past, states: [...past.states, 'sending' as const] }
        expect(judge(busy, 'ACME', includeAccepted).kind).not.toBe('send')
      }),
    )
  })

  test('never when it is erased or was not accepted by us', () => {
    fc.assert(
      fc.property(pasts, fc.boolean(), (past, includeAccepted) => {
        if (!past.erased && (past.status === 'accepted' || past.refusedOnly)) return
        expect(judge(past, 'ACME', includeAccepted).kind).toBe('leaveOut')
      }),
    )
  })
})
