import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { breakerAfter, breakerAt, breakerLimit, closedBreaker, type Breaker } from './breaker.ts'

function after(breaker: Breaker, results: string, atMs: number): Breaker {
  let now = breaker
  for (const [index, result] of results.split('').entries()) {
    const nowMs = atMs + index
    now = breakerAfter(now, { failed: result === 'x', begunMs: nowMs, nowMs, draw: 0 })
  }
  return now
}

const opened = after(closedBreaker(), 'xxxxxxxxxx', 0)

describe('A closed breaker', () => {
  test.each([
    ['nine failures are too few', 'xxxxxxxxx', 'closed'],
    ['ten failures open it', 'xxxxxxxxxx', 'open'],
    ['half of ten opens it', '.....xxxxx', 'open'],
    ['less than half does not', '......xxxxx', 'closed'],
    ['good results never open it', '....................', 'closed'],
  ])('%s', (_, results, kind) => {
    expect(after(closedBreaker(), results, 1000).kind).toBe(kind)
  })

  test('forgets what is older than 60 s', () => {
    const old = after(closedBreaker(), 'xxxxxxxxx', 0)
    expect(after(old, 'x', 59_000).kind).toBe('open')
    expect(after(old, 'x', 61_000).kind).toBe('closed')
  })
})

describe('An open breaker', () => {
  test('lets nothing through for 30 s, then one probe', () => {
    expect(opened).toMatchObject({ kind: 'open', untilMs: 9 + 30_000 })
    expect(breakerLimit(breakerAt(opened, 30_008))).toBe(0)
    expect(breakerLimit(breakerAt(opened, 30_009))).toBe(1)
  })

  test('does not care about what comes back late', () => {
    expect(after(opened, 'xxxx....', 1000)).toBe(opened)
  })

  test('stays open twice as long each time a probe fails, 10 min at most, a tenth less by jitter', () => {
    const lastedMs: number[] = []
    let breaker = opened
    for (let round = 0; round < 7; round += 1) {
      const nowMs = breaker.kind === 'open' ? breaker.untilMs : 0
      breaker = breakerAfter(breakerAt(breaker, nowMs), { failed: true, begunMs: nowMs, nowMs, draw: 0.5 })
      if (breaker.kind === 'open') lastedMs.push(breaker.untilMs - nowMs)
    }
    expect(lastedMs).toEqual([57_000, 114_000, 228_000, 456_000, 570_000, 570_000, 570_000])
  })
})

describe('A probing breaker', () => {
  const probing = breakerAt(opened, 40_000)

  test('ramps 1, 2, 4, 8 and closes', () => {
    const limits: number[] = []
    let breaker = probing
    for (let result = 0; result < 15; result += 1) {
      limits.push(breakerLimit(breaker))
      breaker = after(breaker, '.', 50_000)
    }
    expect(limits).toEqual([1, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 8, 8])
    expect(breaker).toEqual(closedBreaker())
  })

  test('opens again with one failure', () => {
    expect(after(probing, '..x', 50_000)).toMatchObject({ kind: 'open', untilMs: 50_002 + 60_000, times: 2 })
  })

  test('does not count calls that began before', () => {
    expect(breakerAfter(probing, { failed: true, begunMs: 39_999, nowMs: 41_000, draw: 0 })).toBe(probing)
  })
})

test('Whatever comes, an open breaker is open for at most ten minutes, and only failures open one', () => {
  const step = fc.record({
    gapMs: fc.integer({ min: 0, max: 100_000 }),
    failed: fc.boolean(),
    draw: fc.double({ min: 0, max: 0.99, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      let breaker = closedBreaker()
      let nowMs = 0
      for (const { gapMs, failed, draw } of steps) {
        nowMs += gapMs
        const before = breakerAt(breaker, nowMs)
        breaker = breakerAfter(before, { failed, begunMs: nowMs, nowMs, draw })
        if (breaker.kind === 'open' && before.kind !== 'open') {
          expect(failed).toBe(true)
          expect(breaker.untilMs - nowMs).toBeGreaterThanOrEqual(27_000)
          expect(breaker.untilMs - nowMs).toBeLessThanOrEqual(600_000)
        }
      }
    }),
  )
})
