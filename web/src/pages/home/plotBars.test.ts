import fc from 'fast-check'
import { expect, test } from 'vitest'

import { plotBars, plotHeight, plotTop, type PlotPoint } from './plotBars.ts'

const span = { label: '09:00', from: '', search: {} }
const points = fc.array(
  fc
    .record({ received: fc.nat(), sold: fc.nat(), lastWeek: fc.option(fc.nat(), { nil: undefined }) })
    .map((counts): PlotPoint => ({ ...span, ...counts, accepted: counts.received })),
)

test.each([
  [0, 1],
  [3, 5],
  [10, 10],
  [12, 20],
  [24, 25],
  [501, 1000],
])('A plot of at most %i reaches to %i', (received, top) => {
  expect(plotTop([{ ...span, received, accepted: 0, sold: 0 }])).toBe(top)
})

test('Every bar fits into its plot, and what is sold into what was received', () => {
  fc.assert(
    fc.property(points, (shown) => {
      for (const { receivedY, soldY, lastWeekY } of plotBars(shown, plotTop(shown))) {
        expect(receivedY).toBeGreaterThanOrEqual(0)
        expect(soldY).toBeGreaterThanOrEqual(receivedY)
        expect(soldY).toBeLessThanOrEqual(plotHeight)
        if (lastWeekY !== null) expect(lastWeekY).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})
