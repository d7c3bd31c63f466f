import fc from 'fast-check'
import { expect, test } from 'vitest'

import { sampleResult } from '@switchyard/testkit/sampleResult.ts'

import { judge, type LostAttempt } from './reap.ts'

const lostAttempt = (attemptId: string): LostAttempt => ({
  accountId: '1',
  dispatchId: attemptId,
  attemptId,
  attemptAt: new Date(0),
  leadId: attemptId,
  delivery: 'acme',
  tries: 1,
  createdAt: new Date(0),
  expiresAt: new Date(0),
})

const ids = fc.uniqueArray(fc.nat(30).map(String))

test('Of what a dead worker left open, what did not begin is unsent, what has an answer is known, the rest is unknown', () => {
  fc.assert(
    fc.property(ids, ids, ids, (lost, began, answered) => {
      const results = new Map(answered.map((id) => [id, sampleResult(id)]))
      const { unsent, known, unknown } = judge(lost.map(lostAttempt), { began: new Set(began), results })
      expect(known.map(({ attemptId }) => attemptId)).toEqual(lost.filter((id) => answered.includes(id)))
      const open = lost.filter((id) => !answered.includes(id))
      expect(unsent.map(({ attemptId }) => attemptId)).toEqual(open.filter((id) => !began.includes(id)))
      expect(unknown.map(({ attemptId }) => attemptId)).toEqual(open.filter((id) => began.includes(id)))
    }),
  )
})

test('Without a journal everything is unknown: nothing may be sent again in the belief that it never was', () => {
  const lost = ['1', '2'].map(lostAttempt)
  expect(judge(lost, null)).toEqual({ unsent: [], known: [], unknown: lost })
})
