import fc from 'fast-check'
import { expect, test } from 'vitest'

import { workerShare } from './workerShare.ts'

test('The parts of all workers add up to the whole, and differ by one at most', () => {
  const whole = fc.integer({ min: 0, max: 256 })
  fc.assert(
    fc.property(whole, fc.integer({ min: 1, max: 12 }), fc.nat(1000), (total, workers, turn) => {
      const parts = Array.from({ length: workers }, (_, rank) => workerShare(total, { rank, workers }, turn))
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total)
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1)
    }),
  )
})

test('Destinations with a single place go to different workers', () => {
  const owners = [0, 1, 2, 3].map((turn) =>
    [0, 1].findIndex((rank) => workerShare(1, { rank, workers: 2 }, turn) === 1),
  )
  expect(owners).toEqual([0, 1, 0, 1])
})
