import { expect, test } from 'vitest'

import type { LeadFacts } from '../lead/facts.ts'
import type { FieldType } from '../setup/campaign.ts'
import { compileRule } from './compile.ts'

const types = new Map<string, FieldType>([
  ['born', 'dateOfBirth'],
  ['bought', 'date'],
])

function facts(checkedAt?: Date): LeadFacts {
  return {
    id: '1',
    campaign: 'auto',
    supplier: null,
    source: null,
    method: 'api',
    test: false,
    receivedAt: new Date('2026-03-01T10:00:00Z'),
    checkedAt,
    timezone: 'Europe/London',
    country: 'GB',
    values: { born: '2008-06-01', bought: '2026-02-25' },
    raw: {},
    invalid: [],
    consent: { email: 'unknown', sms: 'unknown' },
  }
}

const later = new Date('2026-06-02T10:00:00Z')

test('ages are of the day on which a lead is checked again, its time of receipt stays', () => {
  const adult = compileRule({ field: '@age', op: 'gte', value: 18 }, types)
  expect([adult.test(facts()), adult.test(facts(later))]).toEqual([false, true])
  const morning = compileRule({ field: '@receivedTime', op: 'lt', value: '10:30' }, types)
  expect([morning.test(facts()), morning.test(facts(later))]).toEqual([true, true])
})

test('days since a date are counted to the day of the check', () => {
  const fresh = compileRule({ field: 'bought', op: 'withinDays', value: 30 }, types)
  expect([fresh.test(facts()), fresh.test(facts(later))]).toEqual([true, false])
})
