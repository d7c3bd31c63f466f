import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { canMoveDispatch } from '../delivery/transitions.ts'
import { dispatchStates } from '../lead/states.ts'
import { judgeFeedback, type FeedbackState, type ToldBefore } from './judgeFeedback.ts'

const told = fc.constantFrom<FeedbackState>('sold', 'unsold', 'returned')
const time = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
const before: fc.Arbitrary<ToldBefore> = fc.record({
  state: fc.constantFrom(...dispatchStates),
  returned: fc.boolean(),
  appliedAt: fc.option(time),
})

describe('A result of the other side', () => {
  it('never overwrites what happened later', () => {
    fc.assert(
      fc.property(told, time, before, (state, at, known) => {
        if (known.appliedAt === null || at >= known.appliedAt) return
        expect(judgeFeedback(state, at, known)).toEqual({ kind: 'nothing', why: 'stale' })
      }),
    )
  })

  it('moves a dispatch only as the table of transitions allows', () => {
    fc.assert(
      fc.property(told, time, before, (state, at, known) => {
        const verdict = judgeFeedback(state, at, { ...known, appliedAt: null })
        if (verdict.kind === 'settle') expect(canMoveDispatch(known.state, verdict.state)).toBe(true)
        if (verdict.kind === 'return') expect(known).toMatchObject({ state: 'accepted', returned: false })
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(told, time, (state, at) => {
        const first = judgeFeedback(state, at, { state: 'pending', returned: false, appliedAt: null })
        if (first.kind !== 'settle') throw new Error('A pending dispatch is settled by any result')
        const then = judgeFeedback(state, at, { state: first.state, returned: false, appliedAt: at })
        expect(then).toEqual({ kind: 'nothing', why: 'same' })
      }),
    )
  })

  it('waits for our own sending to be written', () => {
    for (const state of ['queued', 'held', 'sending'] as const) {
      expect(judgeFeedback('sold', new Date(), { state, returned: false, appliedAt: null })).toEqual({ kind: 'wait' })
    }
  })
})
