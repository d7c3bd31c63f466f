import {
  attemptOutcomes,
  deliveryStatuses,
  dispatchStates,
  leadStatuses,
  soldStates,
} from '@switchyard/contract/leads/words.ts'
import { expect, it } from 'vitest'
import { stateView, type StateKind } from './states.ts'

const all: readonly (readonly [StateKind, readonly string[]])[] = [
  ['leadStatus', leadStatuses],
  ['sold', soldStates],
  ['delivery', deliveryStatuses],
  ['dispatch', dispatchStates],
  ['attempt', attemptOutcomes],
]

it.each(all)('every %s of the contract has a word and a meaning of its own', (kind, states) => {
  for (const state of states) {
    const view = stateView(kind, state)
    expect(view.meaning, state).not.toBe(state)
    expect(view.word).not.toBe('')
  }
  expect(new Set(states.map((state) => stateView(kind, state).meaning)).size).toBe(states.length)
})

it('keeps sold, unsold, awaited and returned apart by icon as well as by colour', () => {
  const views = soldStates.map((state) => stateView('sold', state))
  expect(new Set(views.map((view) => view.icon)).size).toBe(views.length)
  expect(new Set(views.map((view) => view.tone)).size).toBe(views.length)
})

it('shows a state that it does not know by its own name', () => {
  expect(stateView('dispatch', 'teleported').word).toBe('teleported')
  expect(stateView('dispatch', 'constructor').word).toBe('constructor')
})
