import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { capPeriods, type Cap } from '../setup/caps.ts'
import { capSlots, snapshotOf, tryTake, type CapCounter } from './caps.ts'
import { capWords } from './capWords.ts'

const at = new Date('2026-10-25T12:00:00Z')
const zone = 'Europe/London'
const daily: Cap = { period: 'day', limit: 2, whenFull: 'next' }

function countersOf(counters: ReadonlyMap<string, CapCounter>): [string, number, number][] {
  return [...counters].map(([key, { reserved, used }]) => [key, reserved, used])
}

describe('capSlots', () => {
  test('uses the zone of the cap, else the zone of the campaign', () => {
    const slots = capSlots('delivery acme', [daily, { ...daily, timezone: 'America/New_York' }], at, zone)
    expect(slots.map(({ start, end }) => [start.toISOString(), end?.toISOString()])).toEqual([
      ['2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z'],
      ['2026-10-25T04:00:00.000Z', '2026-10-26T04:00:00.000Z'],
    ])
  })

  test('two caps on the same window count once, with the smaller limit', () => {
    const slots = capSlots('delivery acme', [{ ...daily, limit: 5 }, daily, { ...daily, limit: 9 }], at, zone)
    expect(slots.map(({ limit }) => limit)).toEqual([2])
  })
})

describe('tryTake', () => {
  test('takes a place in every window or in none', () => {
    const slots = capSlots(
      'delivery acme',
      [
        { ...daily, limit: 9 },
        { period: 'total', limit: 2, whenFull: 'reject' },
      ],
      at,
      zone,
    )
    const counters = new Map<string, CapCounter>()
    expect(tryTake(slots, counters)).toBeNull()
    expect(tryTake(slots, counters)).toBeNull()
    const before = countersOf(counters)
    expect(tryTake(slots, counters)).toMatchObject({ period: 'total', limit: 2, whenFull: 'reject' })
    expect(countersOf(counters)).toEqual(before)
  })

  test('never lets more through than the smallest limit, whatever is taken, refused and given back', () => {
    const caps = fc.array(
      fc.record({
        period: fc.constantFrom(...capPeriods),
        limit: fc.integer({ min: 0, max: 5 }),
        whenFull: fc.constant('next' as const),
      }),
      { minLength: 1, maxLength: 4 },
    )
    fc.assert(
      fc.property(caps, fc.array(fc.boolean(), { maxLength: 30 }), (limits, steps) => {
        const slots = capSlots('delivery acme', limits, at, zone)
        const smallest = Math.min(...limits.map(({ limit }) => limit))
        const counters = new Map<string, CapCounter>()
        let held = 0
        for (const take of steps) {
          if (take) {
            const free = held < smallest
            expect(tryTake(slots, counters) === null).toBe(free)
            if (free) held += 1
          } else if (held > 0) {
            for (const counter of counters.values()) counter.reserved -= 1
            held -= 1
          }
        }
      }),
    )
  })

  test('a limit lowered below what is used refuses and takes nothing back', () => {
    const slots = capSlots('delivery acme', [daily], at, zone)
    const counters = new Map([['delivery acme|day|2026-10-24T23:00:00.000Z', { reserved: 1, used: 9 }]])
    expect(tryTake(slots, counters)).not.toBeNull()
    expect(countersOf(counters)).toEqual([['delivery acme|day|2026-10-24T23:00:00.000Z', 1, 9]])
  })
})

describe('capWords', () => {
  test('tells count, limit and reset with the zone', () => {
    const [slot] = capSlots('delivery acme', [{ ...daily, limit: 100 }], at, zone)
    if (!slot) throw new Error('a cap makes a slot')
    const words = capWords(snapshotOf(slot, { reserved: 10, used: 90 }), at, 'UTC')
    expect(words).toBe('cap day 100 of 100, resets Mon 00:00 Europe/London')
  })

  test('a total cap never resets', () => {
    const [slot] = capSlots('buyer ACME', [{ period: 'total', limit: 1, whenFull: 'next' }], at, zone)
    if (!slot) throw new Error('a cap makes a slot')
    expect(capWords(snapshotOf(slot, undefined), at, zone)).toBe('cap total 0 of 1, never resets')
  })
})
