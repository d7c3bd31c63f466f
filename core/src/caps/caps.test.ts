import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { capPeriods, type Cap } from '../setup/caps.ts'
import { capSlots, isFull, slotKey, snapshotOf, tryTake, type CapCounter } from './caps.ts'
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
        hours: fc.constantFrom(1, 24),
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

describe('A cap of money', () => {
  const money: Cap = { period: 'day', unit: 'money', limit: '20.00', whenFull: 'next' }
  const slotOf = (cap: Cap, asks: bigint) => {
    const [slot] = capSlots('delivery acme', [cap], at, zone, Number(asks))
    if (!slot) throw new Error('a cap makes a slot')
    return slot
  }

  test('is full when what the lead would bring does not fit any more', () => {
    const slot = slotOf(money, 125_000n)
    expect(isFull(snapshotOf(slot, { reserved: 0, used: 75_000 }))).toBe(false)
    expect(isFull(snapshotOf(slot, { reserved: 1, used: 75_000 }))).toBe(true)
    expect(isFull(snapshotOf(slotOf(money, 0n), { reserved: 0, used: 199_999 }))).toBe(false)
    expect(isFull(snapshotOf(slotOf(money, 0n), { reserved: 0, used: 200_000 }))).toBe(true)
  })

  test('is told with amounts, and stays apart from a cap of leads in the same window', () => {
    const [count, sum] = capSlots('delivery acme', [{ ...daily, limit: 20 }, money], at, zone, 125_000)
    if (!count || !sum) throw new Error('two caps make two slots')
    expect(slotKey(count)).not.toBe(slotKey(sum))
    const cap = snapshotOf(sum, { reserved: 0, used: 125_000 })
    expect(cap).toMatchObject({ unit: 'money', limit: '20.00', used: '12.50', asks: '12.50' })
    expect(capWords(cap, at, zone)).toBe(
      'cap day money 12.50 of 20.00 (12.50 more would pass it), resets Mon 00:00 Europe/London',
    )
  })

  test('never passes its limit, whatever is reserved, refused and booked for no more than was expected', () => {
    const prices = fc.array(fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.constantFrom('book', 'refuse', 'keep')), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(prices, (leads) => {
        const counters = new Map<string, CapCounter>()
        for (const [price, end] of leads) {
          const slot = slotOf(money, BigInt(price))
          if (tryTake([slot], counters)) continue
          const counter = counters.get(slotKey(slot))
          if (!counter || end === 'keep') continue
          counter.reserved -= price
          if (end === 'book') counter.used += price
        }
        for (const { used, reserved } of counters.values()) expect(used + reserved).toBeLessThanOrEqual(200_000)
      }),
    )
  })
})

test('A weekday has the figure of its own, by the day of the zone', () => {
  const cap: Cap = { ...daily, limit: 5, weekdays: { sun: 0, mon: 9 } }
  const limitAt = (instant: string, timezone: string) =>
    capSlots('delivery acme', [{ ...cap, timezone }], new Date(instant), zone).map(({ limit }) => limit)
  // Sunday noon in London is Sunday in New York and in Tokyo; late on Sunday in London is Monday in Tokyo.
  expect(limitAt('2026-10-25T12:00:00Z', 'Europe/London')).toEqual([0])
  expect(limitAt('2026-10-25T20:00:00Z', 'Asia/Tokyo')).toEqual([9])
  expect(limitAt('2026-10-27T12:00:00Z', 'Asia/Tokyo')).toEqual([5])
})

test('A rolling cap has one window for good, named by its length, and tells when the next place comes free', () => {
  const [slot] = capSlots('buyer ACME', [{ period: 'rolling', days: 2, limit: 3, whenFull: 'hold' }], at, zone)
  if (!slot) throw new Error('a cap makes a slot')
  expect(slot).toMatchObject({ window: 'rolling 48h', start: new Date(0), end: null, spanMs: 172_800_000 })
  const freesAt = new Date('2026-10-26T14:20:00Z')
  expect(capWords(snapshotOf(slot, { reserved: 1, used: 2, freesAt }), at, zone)).toBe(
    'cap rolling 48 h 3 of 3, next place Mon 14:20 Europe/London',
  )
  expect(capWords(snapshotOf(slot, { reserved: 3, used: 0, freesAt: null }), at, zone)).toBe(
    'cap rolling 48 h 3 of 3, all in flight',
  )
})

test('A clock that steps back finds the window that it left: nothing is reset, and nothing counts twice', () => {
  const keyAt = (instant: string) =>
    capSlots('delivery acme', [daily], new Date(instant), zone).map((slot) => slotKey(slot))
  // Midnight of London is at 23:00 in summer time's last night.
  const before = keyAt('2026-10-24T22:58:00Z')
  const after = keyAt('2026-10-24T23:01:00Z')
  expect(after).not.toEqual(before)
  expect(keyAt('2026-10-24T22:56:00Z')).toEqual(before)
  expect(keyAt('2026-10-24T23:02:00Z')).toEqual(after)
})
