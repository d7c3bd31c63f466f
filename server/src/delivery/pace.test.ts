import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createPace } from './pace.ts'

test('In any span of time no more leave than the rate allows, one second of it in advance', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), steps, (perSecond, gapsMs) => {
      const pace = createPace()
      const sentMs: number[] = []
      let nowMs = 0
      for (const gap of gapsMs) {
        nowMs += gap
        if (pace.take(perSecond, nowMs) === 0) sentMs.push(nowMs)
      }
      for (const [index, from] of sentMs.entries()) {
        const within = sentMs.slice(index).filter((at) => at - from <= 1000).length
        expect(within).toBeLessThanOrEqual(2 * perSecond + 1)
      }
    }),
  )
})

test('After the wait that it names there is one to take', () => {
  const pace = createPace()
  expect(pace.take(0.5, 0)).toBe(0)
  const waitMs = pace.take(0.5, 0)
  expect(waitMs).toBe(2000)
  expect(pace.take(0.5, waitMs)).toBe(0)
})
