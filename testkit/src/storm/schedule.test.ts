import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { faultWords } from './fault.ts'
import { planStorm, type StormPlan } from './schedule.ts'

const plan = (more: Partial<StormPlan>): StormPlan => ({
  seed: 1,
  durationMs: 60_000,
  faults: 20,
  deliveries: ['a', 'b'],
  workers: 2,
  ...more,
})

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })

describe('the schedule of a storm', () => {
  it('is the same for the same seed, and another one for another', () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, other) => {
        fc.pre(seed !== other)
        expect(planStorm(plan({ seed }))).toEqual(planStorm(plan({ seed })))
        expect(planStorm(plan({ seed }))).not.toEqual(planStorm(plan({ seed: other })))
      }),
    )
  })

  it('has as many faults as asked for, in order and within its time, on workers and deliveries that there are', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 4 }), (seed, faults, workers) => {
        const schedule = planStorm(plan({ seed, faults, workers }))
        expect(schedule).toHaveLength(faults)
        for (const [place, { atMs, fault }] of schedule.entries()) {
          expect(atMs).toBeGreaterThanOrEqual(schedule[place - 1]?.atMs ?? 0)
          expect(atMs).toBeLessThanOrEqual(60_000)
          if ('worker' in fault) expect(fault.worker).toBeLessThan(workers)
          if ('delivery' in fault) expect(['a', 'b']).toContain(fault.delivery)
        }
      }),
    )
  })

  it('kills two hundred times and restarts the database at once twenty times in half an hour', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const words = planStorm(plan({ seed, faults: 480 })).map(({ fault }) => faultWords(fault))
        expect(words.filter((one) => one.startsWith('kill')).length).toBeGreaterThanOrEqual(200)
        expect(words.filter((one) => one === 'restartDatabase immediate').length).toBeGreaterThanOrEqual(20)
      }),
      { numRuns: 20 },
    )
  })
})
