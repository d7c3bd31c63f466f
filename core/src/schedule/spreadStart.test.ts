import fc from 'fast-check'
import { expect, test } from 'vitest'

import { evenDraw, spreadStart } from './spreadStart.ts'

const opening = new Date('2026-11-02T09:00:00Z')
const minuteMs = 60_000

test('leads begin within the spread, and in the first half of the open time', () => {
  const closings = fc.option(
    fc.integer({ min: 1, max: 600 }).map((minutes) => new Date(opening.getTime() + minutes * minuteMs)),
  )
  fc.assert(
    fc.property(
      closings,
      fc.integer({ min: 0, max: 720 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (closing, minutes, draw) => {
        const start = spreadStart(opening, closing, minutes * minuteMs, draw)
        const delayMs = start.getTime() - opening.getTime()
        expect(delayMs).toBeGreaterThanOrEqual(0)
        expect(delayMs).toBeLessThanOrEqual(minutes * minuteMs)
        if (closing) expect(delayMs * 2).toBeLessThanOrEqual(closing.getTime() - opening.getTime())
      },
    ),
  )
})

test('leads with numbers that follow each other are spread evenly: no tenth of the time has many more than another', () => {
  const tenths = Array.from({ length: 10 }, () => 0)
  for (let id = 10_001n; id < 11_001n; id += 1n) {
    const tenth = Math.floor(evenDraw(id) * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  expect(Math.min(...tenths)).toBeGreaterThan(90)
  expect(Math.max(...tenths)).toBeLessThan(110)
})

test('the draw stays in [0, 1) for any number', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n }), (id) => {
      expect(evenDraw(id)).toBeGreaterThanOrEqual(0)
      expect(evenDraw(id)).toBeLessThan(1)
    }),
  )
})
