import { expect, test } from 'vitest'

import type { Cap } from '../setup/caps.ts'
import { checkCapList, type CapOwner } from './checkCapList.ts'

const delivery: CapOwner = { canHold: true, noMoney: null }

function problems(cap: Partial<Cap>, owner = delivery): string[] {
  const whole: Cap = { period: 'day', limit: 10, whenFull: 'next', ...cap }
  return checkCapList([whole], 'caps', owner).map(({ path, code }) => `${path} ${code}`)
}

test.each<[string, Partial<Cap>]>([
  ['a day', {}],
  ['nothing at all', { limit: 0 }],
  ['money', { unit: 'money', limit: '500.00' }],
  ['hours that roll', { period: 'rolling', hours: 24 }],
  ['days of money that roll', { period: 'rolling', days: 7, unit: 'money', limit: '0.0001' }],
  ['weekdays', { weekdays: { mon: 100, sat: 0 } }],
  ['weekdays of money', { unit: 'money', limit: '10', weekdays: { sun: '20.50' } }],
  ['a month that holds', { period: 'month', whenFull: 'hold' }],
])('a cap of %s has no problems', (_, cap) => {
  expect(problems(cap)).toEqual([])
})

test.each<[string, Partial<Cap>, string]>([
  ['an amount without its unit', { limit: '500.00' }, 'caps[0].limit invalid'],
  ['a number of money', { unit: 'money', limit: 500 }, 'caps[0].limit invalid'],
  ['too fine an amount', { unit: 'money', limit: '0.00001' }, 'caps[0].limit invalid'],
  ['too much money', { unit: 'money', limit: '100000000000.01' }, 'caps[0].limit invalid'],
  ['a rolling cap without a length', { period: 'rolling' }, 'caps[0].hours required'],
  ['a rolling cap with two lengths', { period: 'rolling', hours: 1, days: 1 }, 'caps[0].days conflict'],
  ['a length of a calendar period', { hours: 24 }, 'caps[0].hours conflict'],
  ['days of a calendar period', { period: 'week', days: 7 }, 'caps[0].days conflict'],
  ['weekdays of an hour', { period: 'hour', weekdays: { mon: 1 } }, 'caps[0].weekdays conflict'],
  ['weekdays of a rolling day', { period: 'rolling', hours: 24, weekdays: { mon: 1 } }, 'caps[0].weekdays conflict'],
  ['a weekday in money of a count', { weekdays: { tue: '5.00' } }, 'caps[0].weekdays.tue invalid'],
  ['a total that holds', { period: 'total', whenFull: 'hold' }, 'caps[0].whenFull conflict'],
])('%s is refused', (_, cap, problem) => {
  expect(problems(cap)).toEqual([problem])
})

test('holding is refused where a full cap rejects, money where none is booked', () => {
  expect(problems({ whenFull: 'hold' }, { canHold: false, noMoney: null })).toEqual(['caps[0].whenFull conflict'])
  const noMoney = 'none is booked here'
  const [problem] = checkCapList([{ period: 'day', unit: 'money', limit: '1', whenFull: 'next' }], 'caps', {
    canHold: true,
    noMoney,
  })
  expect(problem).toEqual({ path: 'caps[0].unit', code: 'conflict', message: noMoney })
})
