import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { canMoveDispatch, dispatchTransitions } from '../delivery/transitions.ts'
import { drawStates } from './drawStates.ts'
import { dispatchStates, leadStatuses } from './states.ts'
import { canMoveLead, leadTransitions, type Transition } from './transitions.ts'

function reachable<State extends string>(transitions: readonly Transition<State>[], start: State): Set<State> {
  const reached = new Set([start])
  for (const state of reached) {
    for (const { from, to } of transitions) if (from.includes(state)) reached.add(to)
  }
  return reached
}

function pairs<State extends string>(transitions: readonly Transition<State>[]): string[] {
  return transitions.flatMap(({ from, to }) => from.map((state) => `${state} ${to}`))
}

describe.each([
  ['lead', leadTransitions, leadStatuses, 'processing'],
  ['dispatch', dispatchTransitions, dispatchStates, 'queued'],
] as const)('the table of the %s', (_, transitions: readonly Transition<string>[], states, start) => {
  test('reaches every state from the first', () => {
    expect([...reachable(transitions, start)].toSorted()).toEqual([...states].toSorted())
  })

  test('has each arrow once and none back to its own state', () => {
    const arrows = pairs(transitions)
    expect(new Set(arrows).size).toBe(arrows.length)
    expect(arrows.filter((arrow) => arrow.split(' ')[0] === arrow.split(' ')[1])).toEqual([])
  })
})

test('a dispatch that was cancelled or skipped stays so', () => {
  const ends = dispatchStates.filter((from) => dispatchStates.every((to) => !canMoveDispatch(from, to)))
  expect(ends).toEqual(['skipped', 'cancelled'])
})

test('what was sent and not answered is never taken for unsent', () => {
  expect(canMoveDispatch('review', 'accepted')).toBe(true)
  expect(canMoveDispatch('review', 'skipped')).toBe(false)
  expect(canMoveDispatch('accepted', 'queued')).toBe(false)
})

test('an errored lead is tried again and never becomes accepted unchecked', () => {
  expect(canMoveLead('errored', 'processing')).toBe(true)
  expect(canMoveLead('errored', 'accepted')).toBe(false)
})

test('docs/states.md shows the tables as they are', () => {
  expect(readFileSync(new URL('../../../docs/states.md', import.meta.url), 'utf8')).toBe(drawStates())
})
