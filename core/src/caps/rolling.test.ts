import fc from 'fast-check'
import { expect, test } from 'vitest'

import { bucketMs, bucketOf, rollingSpanMs } from './rolling.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

test('the span is in hours or in days of 24 hours, and only of rolling caps', () => {
  expect(rollingSpanMs({ period: 'rolling', hours: 6 })).toBe(6 * hourMs)
  expect(rollingSpanMs({ period: 'rolling', days: 2 })).toBe(48 * hourMs)
  expect(rollingSpanMs({ period: 'day' })).toBeNull()
  expect(() => rollingSpanMs({ period: 'rolling' })).toThrow('hours or days')
})

test('a bucket is a minute up to four hours, then a 240th of the span in whole minutes', () => {
  expect([1, 4, 24, 168, 8784].map((hours) => bucketMs(hours * hourMs) / minuteMs)).toEqual([1, 1, 6, 42, 2196])
})

test('buckets tile time: each instant is in one, and the next begins where it ends', () => {
  const spans = fc.integer({ min: 1, max: 8784 }).map((hours) => hours * hourMs)
  const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(spans, instants, (spanMs, at) => {
      const { start, end } = bucketOf(at, spanMs)
      expect(start <= at && at < end).toBe(true)
      expect(bucketOf(end, spanMs).start).toEqual(end)
    }),
  )
})

test('with buckets that leave only when all of them is too old, no span of that length ever holds more than the limit', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.boolean()), { maxLength: 150 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), steps, (limit, leads) => {
      const spanMs = hourMs
      const accepted: number[] = []
      const buckets = new Map<number, number>()
      let now = Date.parse('2026-11-02T09:00:00Z')
      for (const [minutes, later] of leads) {
        now += minutes * minuteMs + (later ? 999 : 0)
        const edge = now - spanMs - bucketMs(spanMs)
        const used = [...buckets].reduce((sum, [start, count]) => (start > edge ? sum + count : sum), 0)
        if (used >= limit) continue
        accepted.push(now)
        const { start } = bucketOf(new Date(now), spanMs)
        buckets.set(start.getTime(), (buckets.get(start.getTime()) ?? 0) + 1)
      }
      for (const last of accepted) {
        expect(accepted.filter((at) => at > last - spanMs && at <= last).length).toBeLessThanOrEqual(limit)
      }
    }),
  )
})
