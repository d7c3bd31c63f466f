import fc from 'fast-check'
import { expect, test } from 'vitest'

import { homeFrame } from './frame.ts'

const iso = (at: Date | undefined) => at?.toISOString()

test('Days and hours are those of the zone, also where the clocks change', () => {
  // Wednesday; summer time ended on Sunday.
  const frame = homeFrame(new Date('2026-10-28T09:30:00Z'), 'Europe/London', 14)
  expect(frame.today).toMatchObject({ day: '2026-10-28', from: new Date('2026-10-28T00:00:00Z') })
  expect(frame.lastWeek).toMatchObject({ day: '2026-10-21', from: new Date('2026-10-20T23:00:00Z') })
  expect(iso(frame.lastWeekNow)).toBe('2026-10-21T08:30:00.000Z')
  expect(frame.before).toHaveLength(13)
  expect(frame.before[0]?.day).toBe('2026-10-15')
  expect(homeFrame(new Date('2026-10-25T12:00:00Z'), 'Europe/London', 14).hours).toHaveLength(25)
  expect(homeFrame(new Date('2026-03-29T12:00:00Z'), 'Europe/London', 14).hours).toHaveLength(23)
})

test('In every zone the days follow each other without a gap, and now lies in today', () => {
  const zones = ['UTC', 'Europe/London', 'America/Havana', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe']
  const times = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) }).map((ms) => new Date(ms))
  fc.assert(
    fc.property(times, fc.constantFrom(...zones), (now, zone) => {
      const frame = homeFrame(now, zone, 14)
      const days = [...frame.before, frame.today]
      expect(days).toHaveLength(14)
      for (const [index, { from, to }] of days.entries()) {
        expect(from < to).toBe(true)
        if (index > 0) expect(days[index - 1]?.to).toEqual(from)
      }
      expect(frame.today.from <= now && now < frame.today.to).toBe(true)
      expect(days[6]).toEqual(frame.lastWeek)
    }),
  )
})
