import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHistogram } from './histogram.ts'

describe('a histogram', () => {
  it('gives percentiles within two percent of the sorted values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.02, max: 600_000, noNaN: true }), { minLength: 1, maxLength: 500 }),
        (values) => {
          const histogram = createHistogram()
          for (const value of values) histogram.add(value)
          const sorted = values.toSorted((a, b) => a - b)
          const found = histogram.percentiles()
          for (const [share, value] of [
            [0.5, found.p50],
            [0.95, found.p95],
            [0.99, found.p99],
          ] as const) {
            // The rank is at most the length, and there is at least one value.
            const exact = sorted[Math.ceil(sorted.length * share) - 1] as number
            expect(value).toBeGreaterThanOrEqual(exact * 0.999_999)
            expect(value).toBeLessThanOrEqual(exact * 1.020_001)
          }
          expect(found.max).toBe(sorted.at(-1))
        },
      ),
    )
  })

  it('answers zero when nothing was measured', () => {
    expect(createHistogram().percentiles()).toEqual({ p50: 0, p95: 0, p99: 0, max: 0 })
  })
})
