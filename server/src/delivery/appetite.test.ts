import { describe, expect, test } from 'vitest'

import type { LiveDelivery } from '../setup/compile.ts'
import { createAppetite } from './appetite.ts'
import { createLane, hold } from './lane.ts'
import type { Halt, Terms } from './terms.ts'

/** As of a destination in good health with room for `limit` calls. */
function termsOf(limit: number, more: Partial<Terms> = {}): Terms {
  // What to ask for does not depend on anything in the delivery itself.
  return { delivery: {} as LiveDelivery, places: limit, limit, isProbing: false, rate: null, ...more }
}

function ask(appetite: ReturnType<typeof createAppetite>, terms: Terms | Halt, free = 1024) {
  return appetite.wants(() => terms, free).map(({ want }) => [want.delivery, want.stream, want.count])
}

describe('What is asked for', () => {
  test('is the class that was made, or all of them, by their shares', () => {
    const appetite = createAppetite()
    const lane = createLane('1', 'acme')
    appetite.mark(lane, { class: 2 })
    expect(ask(appetite, termsOf(8))).toEqual([['acme', 3, 24]])
    appetite.mark(lane, {})
    expect(ask(appetite, termsOf(8))).toEqual([
      ['acme', 0, 14],
      ['acme', 1, 4],
      ['acme', 2, 4],
      ['acme', 3, 3],
      ['acme', 4, 2],
    ])
    expect(appetite.isEmpty).toBe(true)
    expect(ask(appetite, termsOf(8))).toEqual([])
  })

  test('is nothing for a lane that is closed, until the queue is looked at again', () => {
    const appetite = createAppetite()
    const lane = createLane('1', 'acme')
    appetite.mark(lane, { class: 1 })
    expect(ask(appetite, 'closed')).toEqual([])
    expect(ask(appetite, termsOf(8))).toEqual([])
    appetite.mark(lane, { class: 1 })
    expect(ask(appetite, termsOf(8))).toHaveLength(1)
  })

  test('is one alone for a destination that is probed', () => {
    const appetite = createAppetite()
    const lane = createLane('1', 'acme')
    appetite.mark(lane, {})
    expect(ask(appetite, termsOf(1, { isProbing: true }))).toEqual([['acme', 0, 1]])
    hold(lane, 0, 1)
    expect(ask(appetite, termsOf(1, { isProbing: true }))).toEqual([])
    expect(appetite.has(lane)).toBe(true)
  })

  test('is a second’s worth at most where there is a rate', () => {
    const appetite = createAppetite()
    appetite.mark(createLane('1', 'acme'), { class: 3 })
    expect(ask(appetite, termsOf(64, { rate: 2.5 }))).toEqual([['acme', 4, 3]])
  })

  test('is a little for everybody when the hands are full', () => {
    const appetite = createAppetite()
    const lanes = Array.from({ length: 3 }, (_, index) => createLane('1', `d${index}`))
    for (const lane of lanes) appetite.mark(lane, { class: 3 })
    expect(ask(appetite, termsOf(256), 1000).map(([, , count]) => count)).toEqual([768, 232, 4])
  })
})
