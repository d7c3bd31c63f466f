import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Schedule } from '../setup/delivery.ts'
import { weekdays } from '../time/localTime.ts'
import { closedWords } from './closedWords.ts'
import { compileSchedule } from './schedule.ts'

function schedule(weekly: Schedule['weekly'], timezone = 'Europe/London') {
  return compileSchedule({ timezone, weekly, outside: 'hold' })
}

function opens(weekly: Schedule['weekly'], at: string, timezone?: string): string | undefined {
  return schedule(weekly, timezone).nextOpening(new Date(at))?.toISOString()
}

const minuteMs = 60_000

describe('openAt', () => {
  test('holds from the first minute of a span up to, not including, its end', () => {
    const office = schedule({ mon: ['09:00-17:30'] })
    const open = (clock: string): boolean => office.openAt(new Date(`2026-11-02T${clock}Z`))
    expect([open('08:59:59.999'), open('09:00:00'), open('17:29:59.999'), open('17:30:00')]).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  test('a span over midnight belongs to the next day too, from Sunday to Monday as well', () => {
    const night = schedule({ sun: ['22:00-02:00'] })
    expect(night.openAt(new Date('2026-11-01T23:30:00Z'))).toBe(true)
    expect(night.openAt(new Date('2026-11-02T01:59:00Z'))).toBe(true)
    expect(night.openAt(new Date('2026-11-02T02:00:00Z'))).toBe(false)
    expect(night.openAt(new Date('2026-11-01T01:00:00Z'))).toBe(false)
  })

  test('24:00 closes with the day', () => {
    const all = schedule({ mon: ['00:00-24:00'] })
    expect(all.openAt(new Date('2026-11-02T23:59:59Z'))).toBe(true)
    expect(all.openAt(new Date('2026-11-03T00:00:00Z'))).toBe(false)
  })

  test('an hour that is repeated when clocks go back is open both times', () => {
    const early = schedule({ sun: ['01:15-01:45'] })
    const open = (clock: string): boolean => early.openAt(new Date(`2026-10-25T${clock}Z`))
    expect([open('00:15'), open('00:44'), open('00:45'), open('01:15'), open('01:44'), open('01:45')]).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
    ])
  })
})

describe('nextOpening', () => {
  test('is now when open', () => {
    expect(opens({ mon: ['09:00-17:30'] }, '2026-11-02T10:00:00Z')).toBe('2026-11-02T10:00:00.000Z')
  })

  test('is Monday morning on a Friday night', () => {
    expect(opens({ mon: ['09:00-17:30'], fri: ['09:00-17:30'] }, '2026-10-23T20:00:00Z')).toBe(
      '2026-10-26T09:00:00.000Z',
    )
  })

  test('never comes for an empty schedule', () => {
    expect(opens({}, '2026-11-02T10:00:00Z')).toBeUndefined()
    expect(opens({ mon: [] }, '2026-11-02T10:00:00Z')).toBeUndefined()
  })

  test('a start that is skipped opens at the first instant after the gap', () => {
    expect(opens({ sun: ['01:30-02:30'] }, '2026-03-29T00:00:00Z')).toBe('2026-03-29T01:00:00.000Z')
  })

  test('a span that is skipped as a whole opens the week after', () => {
    expect(opens({ sun: ['01:15-01:45'] }, '2026-03-29T00:00:00Z')).toBe('2026-04-05T00:15:00.000Z')
  })

  test('a clock that is set back into a span opens it again', () => {
    expect(opens({ sun: ['00:30-01:30'] }, '2026-10-25T00:30:00Z')).toBe('2026-10-25T01:00:00.000Z')
  })

  test('opens at 01:00 where midnight does not exist', () => {
    expect(opens({ sun: ['00:00-03:00'] }, '2026-09-06T01:00:00Z', 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z')
  })

  test('is the first open minute, as found by walking minute by minute', () => {
    const spans = fc.constantFrom(
      '00:30-01:30',
      '01:15-01:45',
      '09:00-17:30',
      '22:00-02:00',
      '00:00-24:00',
      '23:00-00:00',
    )
    const weeks = fc.dictionary(fc.constantFrom(...weekdays), fc.array(spans, { maxLength: 2 }))
    const zones = fc.constantFrom('Europe/London', 'America/Havana', 'America/Santiago', 'Australia/Lord_Howe')
    const changes = ['2026-03-28', '2026-10-24', '2026-11-01', '2026-09-05', '2026-10-03', '2026-06-10'].map(Date.parse)
    const starts = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: 0, max: 48 * 60 }))
      .map(([day, minutes]) => new Date(day + minutes * minuteMs))
    fc.assert(
      fc.property(weeks, zones, starts, (weekly, zone, at) => {
        const compiled = schedule(weekly, zone)
        const opening = compiled.nextOpening(at)
        if (opening === null) {
          expect(Object.values(weekly).flat()).toEqual([])
          return
        }
        expect(compiled.openAt(opening)).toBe(true)
        const horizon = Math.min(opening.getTime(), at.getTime() + 3 * 1440 * minuteMs)
        for (let ms = at.getTime(); ms < horizon; ms += minuteMs) {
          if (compiled.openAt(new Date(ms))) throw new Error(`${new Date(ms).toISOString()} is open already`)
        }
      }),
      { numRuns: 40 },
    )
  })
})

test('closed hours are told with the opening', () => {
  const now = new Date('2026-10-23T20:00:00Z')
  expect(closedWords(new Date('2026-10-26T09:00:00Z'), now, 'Europe/London')).toBe(
    'closed until Mon 09:00 Europe/London',
  )
  expect(closedWords(null, now, 'Europe/London')).toBe('closed at all times')
})
