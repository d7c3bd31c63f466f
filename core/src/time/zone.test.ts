import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { windowPeriods } from '../setup/caps.ts'
import { localTime } from './localTime.ts'
import { whenWords } from './whenWords.ts'
import { isZone, startOfDay, windowOf } from './zone.ts'

const hourMs = 3_600_000
const zones = [
  'Europe/London',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Havana',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/St_Johns',
  'UTC',
]
const instants = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2030, 0, 1) }).map((ms) => new Date(ms))

function hoursOfDay(zone: string, at: string): number {
  const { start, end } = windowOf('day', new Date(at), zone)
  return ((end?.getTime() ?? Number.NaN) - start.getTime()) / hourMs
}

describe('startOfDay', () => {
  test.each([
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
    ['2026-03-08', 'America/Havana', '2026-03-08T05:00:00.000Z'],
  ])('%s in %s starts at 01:00 because midnight does not exist', (date, zone, instant) => {
    expect(startOfDay(date, zone).toISOString()).toBe(instant)
    expect(localTime(startOfDay(date, zone), zone)).toMatchObject({ date, minute: 60 })
  })

  test('the day with two midnights starts at the first of them', () => {
    expect(startOfDay('2026-11-01', 'America/Havana').toISOString()).toBe('2026-11-01T04:00:00.000Z')
  })

  test('refuses a date that does not exist', () => {
    expect(() => startOfDay('2026-02-30', 'UTC')).toThrow(RangeError)
  })
})

/** Days on which clocks change, and some on which they do not: zone, date, first instant, first instant of the next day. */
const days = [
  ['Europe/London', '2026-03-29', '2026-03-29T00:00Z', '2026-03-29T23:00Z'],
  ['Europe/London', '2026-10-25', '2026-10-24T23:00Z', '2026-10-26T00:00Z'],
  ['America/Santiago', '2026-09-06', '2026-09-06T04:00Z', '2026-09-07T03:00Z'],
  ['America/Santiago', '2026-04-04', '2026-04-04T03:00Z', '2026-04-05T04:00Z'],
  ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00Z', '2026-04-24T21:00Z'],
  ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00Z', '2026-03-29T21:00Z'],
  ['America/Havana', '2026-03-08', '2026-03-08T05:00Z', '2026-03-09T04:00Z'],
  ['America/Havana', '2026-11-01', '2026-11-01T04:00Z', '2026-11-02T05:00Z'],
  ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30Z', '2026-10-04T13:00Z'],
  ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00Z', '2026-04-05T13:30Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00Z', '2026-03-09T04:00Z'],
  ['America/New_York', '2026-11-01', '2026-11-01T04:00Z', '2026-11-02T05:00Z'],
  ['Asia/Kolkata', '2026-03-29', '2026-03-28T18:30Z', '2026-03-29T18:30Z'],
  ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00Z', '2011-12-30T10:00Z'],
  ['Australia/Adelaide', '2026-10-04', '2026-10-03T14:30Z', '2026-10-04T13:30Z'],
  ['Pacific/Chatham', '2026-09-27', '2026-09-26T11:15Z', '2026-09-27T10:15Z'],
] as const

test.each(days)('in %s %s goes from %s to %s, whatever moment of it is asked for', (zone, _, start, end) => {
  const window = { start: new Date(start), end: new Date(end) }
  const lastMs = window.end.getTime() - 1
  for (let ms = window.start.getTime(); ms < lastMs; ms += hourMs / 4) {
    expect(windowOf('day', new Date(ms), zone)).toEqual(window)
  }
  expect(windowOf('day', new Date(lastMs), zone)).toEqual(window)
})

describe('windowOf', () => {
  test.each([
    ['Europe/London', '2026-03-29T12:00:00Z', 23],
    ['Europe/London', '2026-10-25T12:00:00Z', 25],
    ['Europe/London', '2026-10-26T12:00:00Z', 24],
    ['America/Havana', '2026-11-01T12:00:00Z', 25],
    ['America/Santiago', '2026-09-06T12:00:00Z', 23],
    ['Australia/Lord_Howe', '2026-10-04T04:00:00Z', 23.5],
    ['Australia/Lord_Howe', '2026-04-05T04:00:00Z', 24.5],
  ])('the day in %s around %s lasts %d hours', (zone, at, hours) => {
    expect(hoursOfDay(zone, at)).toBe(hours)
  })

  test('Havana resets once although 00:30 comes twice', () => {
    const first = windowOf('day', new Date('2026-11-01T04:30:00Z'), 'America/Havana')
    const second = windowOf('day', new Date('2026-11-01T05:30:00Z'), 'America/Havana')
    expect(second).toEqual(first)
  })

  test('a clock set back over midnight does not bring yesterday back', () => {
    // St John's changed clocks at 00:01 until 2011: 2010-11-07 00:01 became 2010-11-06 23:01.
    const again = new Date('2010-11-07T03:00:00Z')
    expect(localTime(again, 'America/St_Johns').date).toBe('2010-11-06')
    expect(windowOf('day', again, 'America/St_Johns').start).toEqual(startOfDay('2010-11-07', 'America/St_Johns'))
  })

  test('weeks start on Monday and months on the first, at local midnight', () => {
    const at = new Date('2026-10-28T12:00:00Z')
    expect(windowOf('week', at, 'Europe/London')).toEqual({
      start: new Date('2026-10-26T00:00:00Z'),
      end: new Date('2026-11-02T00:00:00Z'),
    })
    expect(windowOf('month', at, 'Europe/London')).toEqual({
      start: new Date('2026-09-30T23:00:00Z'),
      end: new Date('2026-11-01T00:00:00Z'),
    })
  })

  test('a total window starts at the epoch and never ends', () => {
    expect(windowOf('total', new Date(), 'UTC')).toEqual({ start: new Date(0), end: null })
  })

  test('holds its instant, and the next window begins where it ends', () => {
    fc.assert(
      fc.property(fc.constantFrom(...windowPeriods), instants, fc.constantFrom(...zones), (period, at, zone) => {
        const { start, end } = windowOf(period, at, zone)
        expect(start.getTime()).toBeLessThanOrEqual(at.getTime())
        if (end === null) return
        expect(at.getTime()).toBeLessThan(end.getTime())
        expect(windowOf(period, end, zone).start).toEqual(end)
        expect(windowOf(period, new Date(end.getTime() - 1), zone).start).toEqual(start)
      }),
    )
  })
})

test('isZone knows names and refuses offsets and nonsense', () => {
  expect(['Europe/London', 'UTC', 'Mars/Base', '+01:00', ''].map(isZone)).toEqual([true, true, false, false, false])
})

describe('whenWords', () => {
  test('names weekday, time and zone of a near instant', () => {
    const now = new Date('2026-10-23T20:00:00Z')
    expect(whenWords(new Date('2026-10-26T09:00:00Z'), now, 'Europe/London')).toBe('Mon 09:00 Europe/London')
  })

  test('adds the date when the weekday alone could be mistaken', () => {
    const now = new Date('2026-10-23T20:00:00Z')
    expect(whenWords(new Date('2026-11-02T09:00:00Z'), now, 'Europe/London')).toBe('Mon 2026-11-02 09:00 Europe/London')
  })
})
