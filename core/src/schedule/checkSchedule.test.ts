import { expect, test } from 'vitest'

import type { Schedule } from '../setup/delivery.ts'
import { checkSchedule } from './checkSchedule.ts'

function problems(weekly: Record<string, string[]>, timezone = 'Europe/London') {
  const schedule: Schedule = { timezone, weekly, outside: 'hold' }
  return checkSchedule(schedule, 'schedule').map(({ path, code }) => `${path} ${code}`)
}

test('a proper schedule has no problems', () => {
  expect(problems({ mon: ['09:00-12:00', '12:00-24:00'], tue: ['22:00-02:00'], sun: [] })).toEqual([])
})

test('an unknown zone and an unknown weekday are named', () => {
  expect(problems({ monday: ['09:00-12:00'] }, 'Europe/Londn')).toEqual([
    'schedule.timezone unknown_timezone',
    'schedule.weekly.monday unknown_weekday',
  ])
})

test.each(['9-17', '09:00', '24:00-25:00', '09:00-24:01', '09:60-10:00', '09:00-09:00', '09:00-10:00-11:00', ''])(
  '%j is not a span',
  (text) => {
    expect(problems({ fri: [text] })).toEqual(['schedule.weekly.fri[0] invalid_span'])
  },
)

test('spans that overlap are named, over midnight too', () => {
  expect(problems({ mon: ['09:00-12:00', '11:00-13:00'] })).toEqual(['schedule.weekly.mon[1] overlapping_spans'])
  expect(problems({ sun: ['22:00-02:00'], mon: ['01:00-03:00'] })).toEqual(['schedule.weekly.mon[0] overlapping_spans'])
})

test('dates that are none or are named twice are told, and the hours of exceptions are checked like others', () => {
  const schedule: Schedule = {
    timezone: 'UTC',
    weekly: { mon: ['09:00-12:00'] },
    holidays: ['2026-12-25', '2026-02-30', '2026-12-25'],
    exceptions: [
      { date: '2026-12-24', hours: ['09:00-12:00'] },
      { date: '2026-12-25', hours: [] },
      { date: '2026-12-31', hours: ['9-12', '10:00-14:00', '13:00-15:00'] },
    ],
    outside: 'hold',
  }
  expect(checkSchedule(schedule, 'schedule').map(({ path, code }) => `${path} ${code}`)).toEqual([
    'schedule.holidays[1] invalid_date',
    'schedule.holidays[2] repeated_date',
    'schedule.exceptions[1].date repeated_date',
    'schedule.exceptions[2].hours[0] invalid_span',
    'schedule.exceptions[2].hours[2] overlapping_spans',
  ])
})
