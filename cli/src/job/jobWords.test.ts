import { expect, test } from 'vitest'

import { exitCodeOf, progressLine, type Job } from './jobWords.ts'

const job: Job = {
  id: '17',
  action: 'redeliver',
  state: 'running',
  total: 500,
  done: 120,
  succeeded: 118,
  failed: 2,
  leftOut: 0,
  cancelled: 0,
  outcomes: { accepted: 118, rejected: 2 },
  reason: null,
  rate: 35,
  etaSeconds: 11,
  createdAt: '2026-11-22T09:00:00.000Z',
  startedAt: '2026-11-22T09:00:00.000Z',
  finishedAt: null,
  actor: 'ann@example.com',
  selection: {},
  options: {},
  file: null,
  waitsForGo: false,
  canUndo: false,
  undoes: null,
  undoneBy: null,
}

test('Progress is one line, with a bar where it is redrawn', () => {
  const words = '120 of 500 (24 %), 118 succeeded, 2 failed, 0 left out, 35/s, 11 s left'
  expect(progressLine(job, false)).toBe(words)
  expect(progressLine(job, true)).toBe(`[#######-----------------------] ${words}`)
  expect(progressLine({ ...job, total: 0, done: 0 }, false)).toContain('0 of 0 (100 %)')
})

test('A command ends with 0 when all is done, 2 when part of it is, 1 when nothing is', () => {
  const done = { ...job, state: 'done', total: 3, done: 3 } as const
  expect(exitCodeOf({ ...done, succeeded: 3, failed: 0 })).toBe(0)
  expect(exitCodeOf({ ...done, succeeded: 2, failed: 0, leftOut: 1 })).toBe(0)
  expect(exitCodeOf({ ...done, succeeded: 2, failed: 1 })).toBe(2)
  expect(exitCodeOf({ ...done, succeeded: 0, failed: 3 })).toBe(1)
  expect(exitCodeOf({ ...done, succeeded: 0, failed: 0, leftOut: 3 })).toBe(1)
  expect(exitCodeOf({ ...done, total: 0, done: 0, succeeded: 0, failed: 0 })).toBe(0)
  expect(exitCodeOf({ ...done, state: 'cancelled', succeeded: 2, failed: 0, cancelled: 1 })).toBe(2)
  expect(exitCodeOf({ ...done, state: 'paused', succeeded: 2, failed: 0 })).toBe(2)
})
