import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createTurns, longestWithoutTurnMs, roomFor, streamWeights } from './streams.ts'

const shareRoom = (capacity: number, hungry: readonly boolean[], held: readonly number[]) =>
  hungry.map((isHungry, stream) => (isHungry ? roomFor(stream, capacity, hungry, held) : 0))

const lengths = (waiting: readonly number[]) => waiting.map((length) => ({ length }))

/** Takes `count` turns with the same streams always full, `stepMs` apart. */
function take(waiting: readonly number[], count: number, stepMs: number): number[] {
  const turns = createTurns()
  for (const [stream, length] of waiting.entries()) if (length > 0) turns.waits(stream, 0)
  const gone = [0, 0, 0, 0, 0]
  for (let turn = 0; turn < count; turn += 1) {
    const stream = turns.next(lengths(waiting), turn * stepMs)
    if (stream !== null) gone[stream] = (gone[stream] ?? 0) + 1
  }
  return gone
}

describe('Turns', () => {
  test('go by weight when every stream has work', () => {
    expect(take([9, 9, 9, 9, 9], 1000, 1)).toEqual(streamWeights.map((weight) => weight * 10))
  })

  test('of a stream without work go to the others', () => {
    expect(take([0, 0, 9, 0, 9], 400, 1)).toEqual([0, 0, 300, 0, 100])
    expect(take([0, 0, 0, 0, 9], 10, 1)).toEqual([0, 0, 0, 0, 10])
    expect(createTurns().next(lengths([0, 0, 0, 0, 0]), 0)).toBeNull()
  })

  test('a stream that was idle has no credit for it', () => {
    const turns = createTurns()
    turns.waits(4, 0)
    for (let turn = 0; turn < 1000; turn += 1) turns.next(lengths([0, 0, 0, 0, 9]), turn)
    turns.waits(0, 1000)
    const gone = Array.from({ length: 60 }, (_, turn) => turns.next(lengths([9, 0, 0, 0, 9]), 1000 + turn))
    expect(gone.filter((stream) => stream === 4).length).toBeGreaterThanOrEqual(4)
    expect(gone.filter((stream) => stream === 4).length).toBeLessThanOrEqual(6)
  })

  test('come within 2 s for every stream, however slow the destination is', () => {
    // One turn every 500 ms: by weight alone bulk would wait 10 s.
    const gone = take([9, 0, 0, 0, 9], 400, 500)
    expect(gone[4]).toBeGreaterThanOrEqual((400 * 500) / (longestWithoutTurnMs + 500))
    expect(gone[0]).toBeGreaterThan(gone[4] ?? 0)
  })

  test('never leave a stream with work out for longer than 2 s and a turn for each of the others', () => {
    const step = fc.record({ gapMs: fc.integer({ min: 0, max: 400 }), toggled: fc.integer({ min: 0, max: 4 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const turns = createTurns()
        const waiting = [0, 0, 0, 0, 0]
        const sinceMs = [0, 0, 0, 0, 0]
        let nowMs = 0
        for (const { gapMs, toggled } of steps) {
          nowMs += gapMs
          waiting[toggled] = waiting[toggled] === 0 ? 1 : 0
          if (waiting[toggled] === 1) {
            turns.waits(toggled, nowMs)
            sinceMs[toggled] = nowMs
          }
          const chosen = turns.next(lengths(waiting), nowMs)
          expect(chosen === null).toBe(waiting.every((length) => length === 0))
          if (chosen !== null) {
            expect(waiting[chosen]).toBe(1)
            sinceMs[chosen] = nowMs
          }
          for (const [stream, since] of sinceMs.entries()) {
            if (waiting[stream] === 1) expect(nowMs - since).toBeLessThanOrEqual(longestWithoutTurnMs + 5 * 400)
          }
        }
      }),
    )
  })
})

describe('The room of a destination', () => {
  test('is shared by weight among the streams that have work', () => {
    expect(shareRoom(20, [true, true, true, true, true], [0, 0, 0, 0, 0])).toEqual([11, 3, 3, 2, 1])
    expect(shareRoom(20, [false, false, false, false, true], [0, 0, 0, 0, 0])).toEqual([0, 0, 0, 0, 20])
    expect(shareRoom(20, [true, false, false, false, true], [0, 0, 0, 0, 20])).toEqual([19, 0, 0, 0, 0])
    expect(shareRoom(0, [true, true, true, true, true], [0, 0, 0, 0, 0])).toEqual([0, 0, 0, 0, 0])
  })

  test('has a place for every stream that may have work and holds none, and not many more than there are', () => {
    const five = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), five(fc.boolean()), five(fc.nat(50)), (capacity, hungry, held) => {
        const room = shareRoom(capacity, hungry, held)
        for (const [stream, count] of room.entries()) {
          if (!hungry[stream]) expect(count).toBe(0)
          else if (held[stream] === 0) expect(count).toBeGreaterThanOrEqual(1)
        }
        expect(room.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(capacity + 5)
      }),
    )
  })
})
