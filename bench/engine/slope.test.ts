import fc from 'fast-check'
import { expect, it } from 'vitest'

import { slopePerMinute } from './slope.ts'

it('finds the slope of a line, wherever it begins, and none where nothing changes', () => {
  const number = fc.integer({ min: -1_000, max: 1_000 })
  fc.assert(
    fc.property(number, number, fc.integer({ min: 2, max: 100 }), (slope, start, count) => {
      const samples = Array.from({ length: count }, (_, minute) => ({
        atMs: minute * 60_000,
        mb: start + slope * minute,
      }))
      expect(slopePerMinute(samples)).toBeCloseTo(slope, 5)
    }),
  )
  expect(slopePerMinute([])).toBe(0)
  expect(slopePerMinute([{ atMs: 5, mb: 7 }])).toBe(0)
})
