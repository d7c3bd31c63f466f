import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createSelfPause, type SelfPause } from './selfPause.ts'

function make(): { pause: SelfPause; pass: (ms: number) => void; pauses: number[] } {
  let nowMs = 1_000
  const pauses: number[] = []
  const pause = createSelfPause({ now: () => nowMs, onPause: ({ forMs }) => pauses.push(forMs) })
  return { pause, pass: (ms) => (nowMs += ms), pauses }
}

describe('A worker that cannot begin a call for a reason of its own', () => {
  it('pauses for a second with half as many calls, and a crowd of failures counts as one', () => {
    const { pause, pass, pauses } = make()
    for (let failure = 0; failure < 50; failure += 1) pause.failed(80)
    expect([pause.isOn, pause.limit, pauses]).toEqual([true, 40, [1_000]])
    pass(1_000)
    expect(pause.isOn).toBe(false)
  })

  it('pauses twice as long each time it fails again, half a minute at most, and starts over when a call gets out', () => {
    const { pause, pass, pauses } = make()
    for (let round = 0; round < 7; round += 1) {
      pause.failed(20)
      pass(pauses.at(-1) ?? 0)
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
    pause.worked()
    pause.failed(20)
    expect(pauses.at(-1)).toBe(1_000)
  })

  it('takes a place back for each call that gets out, until it has no limit of its own any more', () => {
    const { pause, pass } = make()
    pause.failed(8)
    pass(1_000)
    const limits = Array.from({ length: 260 }, () => {
      pause.worked()
      return pause.limit
    })
    expect(limits.slice(0, 3)).toEqual([5, 6, 7])
    expect(limits.at(-1)).toBe(Number.POSITIVE_INFINITY)
  })

  it('never goes below four, whatever happens in whatever order', () => {
    const step = fc.oneof(
      fc.record({ failed: fc.nat(400) }),
      fc.record({ passMs: fc.nat(40_000) }),
      fc.constant({ worked: true }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { pause, pass } = make()
        for (const one of steps) {
          if ('failed' in one) pause.failed(one.failed)
          else if ('passMs' in one) pass(one.passMs)
          else pause.worked()
          expect(pause.limit).toBeGreaterThanOrEqual(4)
        }
        pass(30_000)
        expect(pause.isOn).toBe(false)
      }),
    )
  })
})
