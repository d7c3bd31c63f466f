import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createSlots, type SlotHolder } from './slots.ts'

const holder = (): SlotHolder => ({ underWay: 0 })

/** Takes as many as it may have, `most` at most; answers how many it has. */
function fill(slots: ReturnType<typeof createSlots>, one: SlotHolder, most = 1000): number {
  while (one.underWay < most && slots.mayTake(one)) slots.take(one)
  return one.underWay
}

describe('The places for calls', () => {
  test('are all for one who is alone', () => {
    expect(fill(createSlots(), holder())).toBe(256)
  })

  test('leave room for who comes later as if the first had a quarter, and a few for everybody', () => {
    const slots = createSlots()
    fill(slots, holder())
    expect([1, 2, 3].map(() => fill(slots, holder(), 64))).toEqual([64, 64, 64])
    expect([1, 2, 3].map(() => fill(slots, holder()))).toEqual([4, 4, 4])
  })

  test('go to those who wait with less than a quarter before those who have one', () => {
    const slots = createSlots()
    const greedy = holder()
    fill(slots, greedy)
    const others = [1, 2, 3, 4].map(holder)
    for (const other of others) fill(slots, other, 64)
    expect(slots.isAwaited).toBe(true)
    const waiting = others[3] ?? holder()
    expect(waiting.underWay).toBeLessThan(64)
    for (let round = 0; round < 200; round += 1) slots.give(greedy)
    const order = [...slots.waiting()]
    expect(order[0]).toBe(waiting)
    expect(order.at(-1)).toBe(greedy)
  })

  test('are never miscounted, and nobody above a quarter takes one while another waits', () => {
    const step = fc.record({ who: fc.nat(7), takes: fc.boolean(), times: fc.nat(100) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const slots = createSlots()
        const holders = Array.from({ length: 8 }, holder)
        for (const { who, takes, times } of steps) {
          const one = holders[who]
          if (!one) continue
          for (let time = 0; time < times; time += 1) {
            if (!takes && one.underWay > 0) slots.give(one)
            else if (takes && slots.mayTake(one)) slots.take(one)
          }
          for (const next of slots.waiting()) slots.take(next)
          expect(slots.underWay).toBe(holders.reduce((sum, { underWay }) => sum + underWay, 0))
          expect(holders.reduce((sum, { underWay }) => sum + Math.min(underWay, 64), 0)).toBeLessThanOrEqual(
            256 + 8 * 4,
          )
        }
      }),
    )
  })
})
