import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countRows } from './countRows.ts'

const count = fc.nat({ max: 1_000_000 })

it('leaves no lead out: every way of taking the leads apart adds up to what was received', () => {
  const statuses = fc.record({
    accepted: count,
    rejected: count,
    quarantined: count,
    processing: count,
    errored: count,
  })
  fc.assert(
    fc.property(statuses, fc.array(count, { minLength: 7, maxLength: 7 }), (of, cuts) => {
      const received = Object.values(of).reduce((sum, one) => sum + one, 0)
      // Shares of all leads, so that deliveries and sales come to no more than there are.
      const [delivered = 0, failed = 0, underWay = 0, sold = 0, unsold = 0, returned = 0, awaiting = 0] = cuts.map(
        (cut) => Math.floor((received * cut) / 4_000_000),
      )
      const summary = {
        ...of,
        received,
        delivered,
        failed,
        underWay,
        undelivered: received - delivered - failed - underWay,
        sold,
        unsold,
        returned,
        awaiting,
        revenue: '0.00',
        payout: '0.00',
      }
      for (const { total, parts } of countRows(summary, 'solar', 'today')) {
        expect(total.count).toBe(received)
        expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(received)
        for (const part of parts) expect(part.count).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})
