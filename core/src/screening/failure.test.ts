import { expect, test } from 'vitest'
import {
  campaignFailure,
  duplicateFailure,
  fieldFailure,
  overCapFailure,
  supplierFailure,
  suppressedFailure,
} from './failure.ts'

test('A failure names the field, the value and what may have been meant', () => {
  const finding = {
    code: 'REJECT_LEAD_INVALID_FORMAT',
    why: "'x' is odd",
    rule: 'text',
    suggestions: ['a', 'b', 'c'],
  } as const
  expect(fieldFailure({ key: 'vehicle_make' }, 'x', finding)).toEqual({
    code: 'REJECT_LEAD_INVALID_FORMAT',
    field: 'vehicle_make',
    value: 'x',
    rule: 'text',
    list: null,
    message: "Vehicle make: 'x' is odd. Did you mean a, b or c?",
    suggestions: ['a', 'b', 'c'],
  })
})

test('The value is kept up to 200 characters', () => {
  const finding = { code: 'REJECT_LEAD_INVALID_FORMAT', why: 'too long', rule: null, suggestions: [] } as const
  expect(fieldFailure({ key: 'x' }, 'y'.repeat(1000), finding).value).toHaveLength(200)
  expect(fieldFailure({ key: 'x' }, { a: 1 }, finding).value).toBe('{"a":1}')
  expect(fieldFailure({ key: 'x' }, undefined, finding).value).toBeNull()
})

test('A duplicate names the other lead and what is the same', () => {
  const key = {
    key: '…',
    checks: true,
    campaigns: 'all',
    days: 30,
    fields: ['email'],
    words: 'email ann@example.com',
  } as const
  expect(duplicateFailure(key, '10423')).toMatchObject({
    code: 'REJECT_LEAD_DUPLICATE',
    field: 'email',
    message: 'Duplicate of lead 10423: same email ann@example.com within 30 days',
  })
  expect(duplicateFailure({ ...key, days: 1, fields: ['email', 'make'] }, '1')).toMatchObject({ field: null })
})

test('Failures of the lead as a whole say what refused it', () => {
  const probe = { list: 'dnc', field: 'email', value: 'ann@example.com', digests: [] }
  expect(suppressedFailure(probe, 'Do not contact')).toMatchObject({
    list: 'dnc',
    message: 'Email: ann@example.com is on suppression list Do not contact',
  })
  expect(overCapFailure('campaign day 100 of 100').message).toBe('Over cap: campaign day 100 of 100')
  expect(supplierFailure('ADC9').message).toBe('Supplier ADC9 may not send to this campaign')
  expect(supplierFailure(null).value).toBeNull()
  expect(campaignFailure('auto', 'paused').message).toBe('Campaign auto is paused and takes no leads')
  expect(campaignFailure('auto', 'draft').message).toBe('Campaign auto is a draft and takes no leads')
})
