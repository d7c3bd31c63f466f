import fc from 'fast-check'
import { expect, test } from 'vitest'

import { dispatchStates } from '../lead/states.ts'
import { canMoveDispatch, fromStates } from './transitions.ts'

const state = fc.constantFrom(...dispatchStates)

test('the states that may become another one are exactly those with an arrow to it', () => {
  fc.assert(
    fc.property(state, state, (from, to) => {
      expect(fromStates(to).includes(from)).toBe(canMoveDispatch(from, to))
    }),
  )
})

test('a choice of states is answered as it is when all of them may move', () => {
  fc.assert(
    fc.property(
      state.chain((to) => fc.tuple(fc.constant(to), fc.subarray([...fromStates(to)]))),
      ([to, among]) => {
        expect(fromStates(to, among)).toEqual(among)
      },
    ),
  )
})

test('a choice that the table does not allow is refused by name', () => {
  expect(() => fromStates('cancelled', ['queued', 'sending'])).toThrow('from sending to cancelled')
  expect(() => fromStates('queued', ['accepted'])).toThrow('from accepted to queued')
})

test('nothing leads back to the queue but a wait, a try and a decision', () => {
  expect(fromStates('queued')).toEqual(['held', 'sending', 'review'])
})
