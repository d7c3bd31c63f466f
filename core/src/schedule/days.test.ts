import { describe, expect, test } from 'vitest'

import type { Schedule } from '../setup/delivery.ts'
import { compileSchedule } from './schedule.ts'

const office: Schedule = {
  timezone: 'Europe/London',
  weekly: {
    mon: ['09:00-17:00'],
    tue: ['09:00-17:00'],
    wed: ['09:00-17:00'],
    thu: ['22:00-02:00'],
    fri: ['09:00-17:00'],
  },
  outside: 'hold',
}

function opening(more: Partial<Schedule>, at: string): string | undefined {
  return compileSchedule({ ...office, ...more })
    .nextOpening(new Date(at))
    ?.toISOString()
}

function isOpen(more: Partial<Schedule>, at: string): boolean {
  return compileSchedule({ ...office, ...more }).openAt(new Date(at))
}

describe('A holiday', () => {
  test('is closed all day, and the next ordinary day opens', () => {
    // A Tuesday.
    expect(isOpen({ holidays: ['2026-11-03'] }, '2026-11-03T10:00:00Z')).toBe(false)
    expect(opening({ holidays: ['2026-11-03'] }, '2026-11-02T17:00:00Z')).toBe('2026-11-04T09:00:00.000Z')
  })

  test('is closed in its first hours too, into which the evening before would run', () => {
    // Thursday 22:00 to Friday 02:00.
    expect(isOpen({}, '2026-11-06T01:00:00Z')).toBe(true)
    expect(isOpen({ holidays: ['2026-11-06'] }, '2026-11-06T01:00:00Z')).toBe(false)
    expect(isOpen({ holidays: ['2026-11-06'] }, '2026-11-05T23:59:00Z')).toBe(true)
  })

  test('does not run over midnight itself', () => {
    expect(isOpen({ holidays: ['2026-11-05'] }, '2026-11-06T01:00:00Z')).toBe(false)
    expect(isOpen({ holidays: ['2026-11-05'] }, '2026-11-06T10:00:00Z')).toBe(true)
  })

  test('after holiday the search goes on, however many follow each other', () => {
    const holidays = Array.from({ length: 60 }, (_, day) =>
      new Date(Date.UTC(2026, 10, 2 + day)).toISOString().slice(0, 10),
    )
    expect(opening({ holidays }, '2026-11-01T12:00:00Z')).toBe('2027-01-01T09:00:00.000Z')
  })
})

describe('An exception', () => {
  test('has its own hours in place of the weekday', () => {
    const exceptions = [{ date: '2026-12-24', hours: ['09:00-12:00'] }]
    // A Thursday, open from 22:00 otherwise.
    expect(isOpen({ exceptions }, '2026-12-24T10:00:00Z')).toBe(true)
    expect(isOpen({ exceptions }, '2026-12-24T22:30:00Z')).toBe(false)
    expect(isOpen({ exceptions }, '2026-12-25T01:00:00Z')).toBe(false)
  })

  test('that runs over midnight runs into an ordinary next day', () => {
    const exceptions = [{ date: '2026-11-07', hours: ['20:00-03:00'] }]
    expect(isOpen({ exceptions }, '2026-11-08T02:59:00Z')).toBe(true)
    expect(isOpen({ exceptions, holidays: ['2026-11-08'] }, '2026-11-08T02:59:00Z')).toBe(false)
  })

  test('without hours is closed, and far ahead it is found where nothing else opens', () => {
    expect(isOpen({ exceptions: [{ date: '2026-11-03', hours: [] }] }, '2026-11-03T10:00:00Z')).toBe(false)
    const once = { weekly: {}, exceptions: [{ date: '2027-06-01', hours: ['10:00-11:00'] }] }
    expect(opening(once, '2026-11-01T12:00:00Z')).toBe('2027-06-01T09:00:00.000Z')
    expect(opening(once, '2027-06-01T10:00:00Z')).toBeUndefined()
  })
})

describe('nextClosing', () => {
  const closing = (at: string, hours: number, more: Partial<Schedule> = {}) =>
    compileSchedule({ ...office, ...more })
      .nextClosing(new Date(at), hours * 3_600_000)
      ?.toISOString()

  test('is the end of the span that is open, over midnight too', () => {
    expect(closing('2026-11-02T09:00:00Z', 24)).toBe('2026-11-02T17:00:00.000Z')
    expect(closing('2026-11-05T22:00:00Z', 24)).toBe('2026-11-06T02:00:00.000Z')
  })

  test('is not told when it lies further ahead than asked for, or never comes', () => {
    expect(closing('2026-11-02T09:00:00Z', 7)).toBeUndefined()
    const always = ['00:00-24:00']
    const weekly = { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always }
    expect(closing('2026-11-02T09:00:00Z', 24, { weekly })).toBeUndefined()
  })
})

describe('On the day of a clock change', () => {
  const early: Schedule = { timezone: 'Europe/London', weekly: { sun: ['01:30-02:30'] }, outside: 'hold' }

  test('01:30 to 02:30 opens at 02:00 where the hour before is skipped, for half an hour', () => {
    const schedule = compileSchedule(early)
    expect(schedule.nextOpening(new Date('2026-03-29T00:00:00Z'))).toEqual(new Date('2026-03-29T01:00:00Z'))
    expect(schedule.nextClosing(new Date('2026-03-29T01:00:00Z'), 86_400_000)).toEqual(new Date('2026-03-29T01:30:00Z'))
  })

  test('it opens twice where the hour comes twice', () => {
    const schedule = compileSchedule(early)
    const open = ['00:29', '00:30', '00:59', '01:00', '01:29', '01:30', '02:29', '02:30'].map((clock) =>
      schedule.openAt(new Date(`2026-10-25T${clock}:00Z`)),
    )
    expect(open).toEqual([false, true, true, false, false, true, true, false])
  })
})
