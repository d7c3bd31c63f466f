import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayIn, startOfDay, zoneOffsetMs } from './zone.ts'

const zones = fc.constantFrom(
  'UTC',
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Africa/Cairo',
)
const days = fc
  .integer({ min: Date.UTC(2015, 0, 1) / 86_400_000, max: Date.UTC(2030, 0, 1) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))

describe('the start of a day', () => {
  it('is midnight on the wall', () => {
    expect(startOfDay('2026-11-22', 'Europe/London').toISOString()).toBe('2026-11-22T00:00:00.000Z')
    expect(startOfDay('2026-07-01', 'Europe/London').toISOString()).toBe('2026-06-30T23:00:00.000Z')
    expect(startOfDay('2026-11-22', 'Asia/Kolkata').toISOString()).toBe('2026-11-21T18:30:00.000Z')
  })

  it('comes after the gap where midnight is skipped', () => {
    // In Cairo the clocks went from 00:00 to 01:00 on 26 April 2024.
    expect(startOfDay('2024-04-26', 'Africa/Cairo').toISOString()).toBe('2024-04-25T22:00:00.000Z')
  })

  it('makes days of 23 and 25 hours where the clocks change', () => {
    const hours = (day: string) =>
      (startOfDay(addDays(day, 1), 'Europe/London').getTime() - startOfDay(day, 'Europe/London').getTime()) / 3_600_000
    expect(hours('2026-03-29')).toBe(23)
    expect(hours('2026-10-25')).toBe(25)
  })

  it('falls on the day, and the instant before it does not', () => {
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        const start = startOfDay(day, zone)
        expect(dayIn(start, zone)).toBe(day)
        expect(dayIn(new Date(start.getTime() - 1), zone)).not.toBe(day)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the offset of a zone', () => {
  it('is the same for any part of a second, before 1970 as well', () => {
    expect(zoneOffsetMs(new Date('2026-07-01T00:00:00.999Z'), 'Europe/London')).toBe(3_600_000)
    expect(zoneOffsetMs(new Date('1965-01-01T00:00:00.250Z'), 'UTC')).toBe(0)
  })
})
