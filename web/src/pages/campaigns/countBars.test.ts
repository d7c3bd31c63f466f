import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plotHeight } from '../home/plotBars.ts'
import { countBars, countTop } from './countBars.ts'

const point = fc
  .record({ accepted: fc.nat({ max: 5000 }), rejected: fc.nat({ max: 5000 }), other: fc.nat({ max: 5000 }) })
  .map(({ accepted, rejected, other }) => ({ accepted, rejected, received: accepted + rejected + other }))

it('stacks the parts of a bar without a gap, as high as what was received', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 1 }), (points) => {
      const top = countTop(points)
      for (const [index, { parts }] of countBars(points, top).entries()) {
        let bottom = plotHeight
        for (const { y, height } of parts) {
          expect(y + height).toBeCloseTo(bottom, 6)
          bottom = y
        }
        expect(bottom).toBeCloseTo(plotHeight * (1 - (points[index]?.received ?? 0) / top), 6)
        expect(bottom).toBeGreaterThanOrEqual(-1e-9)
      }
    }),
  )
})
