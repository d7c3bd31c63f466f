import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageOn } from './ageOn.ts'
import { parseDate } from './date.ts'
import { parseDateOfBirth } from './dateOfBirth.ts'
import { monthName } from './dateParts.ts'

const inGb = { country: 'GB', currency: 'GBP', today: '2026-11-22' }
const inUs = { ...inGb, country: 'US' }

test.each([
  ['2015-04-03', '2015-04-03'],
  ['2015-04-03T23:30:00-08:00', '2015-04-03'],
  ['2015/4/3', '2015-04-03'],
  ['20150403', '2015-04-03'],
  [20_150_403, '2015-04-03'],
  ['03/04/2015', '2015-04-03'],
  ['3.4.2015', '2015-04-03'],
  ['03-04-2015 10:15', '2015-04-03'],
  ['3 April 2015', '2015-04-03'],
  ['3rd of Apr. 2015', '2015-04-03'],
  ['3-Apr-2015', '2015-04-03'],
  ['April 3, 2015', '2015-04-03'],
  ['Fri, 3 Apr 2015', '2015-04-03'],
  [42_097, '2015-04-03'],
  [42_097.75, '2015-04-03'],
  ['29/02/2016', '2016-02-29'],
])('%j is the day %s', (raw, value) => {
  expect(parseDate(raw, {}, inGb)).toEqual({ ok: true, value })
})

test('The order of digits follows the field, else the country', () => {
  expect(parseDate('03/04/2015', {}, inUs)).toEqual({ ok: true, value: '2015-03-04' })
  expect(parseDate('03/04/2015', { dateOrder: 'dayFirst' }, inUs)).toEqual({ ok: true, value: '2015-04-03' })
})

test.each([
  ['12/25/2015', 'there is no month 25, and the day is read first here', ['2015-12-25']],
  ['31/04/2015', 'April 2015 has 30 days', []],
  ['29/02/2015', 'February 2015 has 28 days', []],
  ['03/04/15', 'year of two digits', []],
  ['3 Apr 15', 'year of two digits', []],
  ['soon', 'is not a date', []],
  ['42097', 'is not a date', []],
  [2015, 'is not a date', []],
  ['0000-01-01', 'out of range', []],
])('%j is refused: %s', (raw, why, suggestions) => {
  expect(parseDate(raw, {}, inGb)).toMatchObject({ ok: false, code: 'REJECT_LEAD_INVALID_DATE', suggestions })
  expect(parseDate(raw, {}, inGb)).toHaveProperty('why', expect.stringContaining(why))
})

test('Every day is read the same in all its spellings', () => {
  const day = fc.date({ min: new Date('1920-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString().slice(0, 10)
      const [year = '', month = '', dayOfMonth = ''] = iso.split('-')
      const serial = Math.floor(date.getTime() / 86_400_000) + 25_569
      const named = `${Number(dayOfMonth)} ${monthName(Number(month)).slice(0, 3)} ${year}`
      for (const spelling of [iso, `${dayOfMonth}/${month}/${year}`, named, serial, date.toISOString()]) {
        expect(parseDate(spelling, {}, inGb)).toEqual({ ok: true, value: iso })
      }
    }),
  )
})

test('Nobody is born in the future or more than 120 years ago', () => {
  expect(parseDateOfBirth('2026-11-22', {}, inGb).ok).toBe(true)
  expect(parseDateOfBirth('2026-11-23', {}, inGb)).toMatchObject({ ok: false, why: '2026-11-23 is in the future' })
  expect(parseDateOfBirth('1906-11-22', {}, inGb).ok).toBe(true)
  expect(parseDateOfBirth('1905-11-21', {}, inGb).ok).toBe(false)
})

test('Age changes on the birthday', () => {
  expect(ageOn('2008-11-22', '2026-11-21')).toBe(17)
  expect(ageOn('2008-11-22', '2026-11-22')).toBe(18)
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17)
  expect(ageOn('2008-02-29', '2026-03-01')).toBe(18)
})
