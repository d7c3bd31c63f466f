import fc from 'fast-check'
import { expect, test } from 'vitest'

import { countBounds } from './countBounds.ts'

const iso = ({ bounds }: { bounds: readonly Date[] }) => bounds.map((bound) => bound.toISOString())

test('A day is counted by the hour, also one of 25 hours', () => {
  const [from, to] = [new Date('2026-10-24T23:00:00Z'), new Date('2026-10-26T00:00:00Z')]
  const day = countBounds(from, to, 'Europe/London')
  expect(day.by).toBe('hour')
  expect(day.bounds).toHaveLength(26)
})

test('A week is counted by the days of the zone, the first and the last as much of them as is in it', () => {
  const week = countBounds(new Date('2026-10-23T09:00:00Z'), new Date('2026-10-26T09:00:00Z'), 'Europe/London')
  expect(week.by).toBe('day')
  expect(iso(week)).toEqual([
    '2026-10-23T09:00:00.000Z',
    '2026-10-23T23:00:00.000Z',
    '2026-10-24T23:00:00.000Z',
    '2026-10-26T00:00:00.000Z',
    '2026-10-26T09:00:00.000Z',
  ])
})

test('In every zone the spans follow each other from the beginning of the frame to its end', () => {
  const start = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) })
  const lengthMs = fc.integer({ min: 1, max: 100 * 24 * 3_600_000 })
  const zone = fc.constantFrom('UTC', 'Europe/London', 'America/Havana', 'Asia/Kathmandu', 'Pacific/Apia')
  fc.assert(
    fc.property(start, lengthMs, zone, (startMs, length, name) => {
      const [from, to] = [new Date(startMs), new Date(startMs + length)]
      const { bounds } = countBounds(from, to, name)
      expect([bounds[0], bounds.at(-1)]).toEqual([from, to])
      for (const [index, bound] of bounds.entries()) {
        if (index > 0) expect(bound.getTime()).toBeGreaterThan(bounds[index - 1]?.getTime() ?? Infinity)
      }
    }),
  )
})
