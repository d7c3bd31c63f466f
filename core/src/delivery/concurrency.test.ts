import fc from 'fast-check'
import { expect, test } from 'vitest'

import { concurrencyAfter, startConcurrency, type Concurrency } from './concurrency.ts'

function after(before: Concurrency, good: boolean, times: number, most: number, atMs = 0): Concurrency {
  let now = before
  for (let time = 0; time < times; time += 1) {
    now = concurrencyAfter(now, { good, begunMs: atMs + time, nowMs: atMs + time }, most)
  }
  return now
}

test('It starts at 8, or at what the delivery allows when that is less', () => {
  expect([64, 8, 3, 1].map((most) => startConcurrency(most).limit)).toEqual([8, 8, 3, 1])
})

test('Twenty good results allow one more, up to what the delivery allows', () => {
  const start = startConcurrency(10)
  expect(after(start, true, 19, 10).limit).toBe(8)
  expect(after(start, true, 20, 10).limit).toBe(9)
  expect(after(start, true, 1000, 10).limit).toBe(10)
})

test('A failure halves it, and those that failed together halve it once', () => {
  const start = startConcurrency(8)
  const halved = concurrencyAfter(start, { good: false, begunMs: 0, nowMs: 100 }, 8)
  expect(halved.limit).toBe(4)
  expect(concurrencyAfter(halved, { good: false, begunMs: 50, nowMs: 110 }, 8).limit).toBe(4)
  expect(concurrencyAfter(halved, { good: false, begunMs: 100, nowMs: 120 }, 8).limit).toBe(2)
  expect(after(start, false, 10, 8).limit).toBe(1)
})

test('Whatever comes, it stays between 1 and what the delivery allows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 256 }), fc.array(fc.boolean(), { maxLength: 500 }), (most, results) => {
      let state = startConcurrency(most)
      for (const [index, good] of results.entries()) {
        state = concurrencyAfter(state, { good, begunMs: index, nowMs: index }, most)
        expect(state.limit).toBeGreaterThanOrEqual(1)
        expect(state.limit).toBeLessThanOrEqual(most)
      }
    }),
  )
})
