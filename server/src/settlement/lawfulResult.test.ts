import { expect, test } from 'vitest'

import { canMoveDispatch } from '@switchyard/core/delivery/transitions.ts'
import { dispatchStates, type DispatchState } from '@switchyard/core/lead/states.ts'

import { lawfulResult } from './lawfulResult.ts'
import type { Result } from './result.ts'

function resultTo(state: DispatchState): Result {
  return {
    accountId: '1',
    dispatchId: '17',
    attemptId: '18',
    attemptAt: new Date(0),
    leadId: '10001',
    delivery: 'acme',
    understood: { outcome: 'accepted', rule: 0, reason: 'Yes', price: null, reference: null, redirectUrl: null },
    durationMs: 1,
    request: null,
    response: null,
    next: { kind: 'final', state, reason: 'Yes', price: 1n },
  }
}

test.each(dispatchStates)('A result that asks for %s is taken as the table says', (state) => {
  const told: object[] = []
  const result = resultTo(state)
  const lawful = lawfulResult(result, { error: (fields) => told.push(fields) })
  if (canMoveDispatch('sending', state)) {
    expect(lawful).toBe(result)
    expect(told).toEqual([])
    return
  }
  expect(lawful).toEqual({
    ...result,
    next: { kind: 'final', state: 'review', reason: expect.stringContaining(state) as string, price: null },
  })
  expect(told).toEqual([{ dispatchId: '17', attemptId: '18', from: 'sending', to: state }])
})

test('A retry goes back to the queue, which the table allows', () => {
  const retry: Result = {
    ...resultTo('failed'),
    next: { kind: 'retry', at: new Date(), countsAsTry: true, reason: null },
  }
  expect(lawfulResult(retry, { error: () => expect.unreachable() })).toBe(retry)
})
