import { expect, test } from 'vitest'
import { parseBoolean } from './boolean.ts'
import { parseConsent } from './consent.ts'

test.each(['yes', 'Y', 'TRUE', '1', 'on', 'checked', true, 1])('%j is yes', (raw) => {
  expect(parseBoolean(raw)).toEqual({ ok: true, value: true })
  expect(parseConsent(raw)).toEqual({ ok: true, value: 'yes' })
})

test.each(['no', 'N', 'False', '0', 'off', 'unchecked', false, 0])('%j is no', (raw) => {
  expect(parseBoolean(raw)).toEqual({ ok: true, value: false })
  expect(parseConsent(raw)).toEqual({ ok: true, value: 'no' })
})

test('The empty text of a form is no for a box and unknown for a consent', () => {
  expect(parseBoolean('')).toEqual({ ok: true, value: false })
  expect(parseConsent('')).toEqual({ ok: true, value: 'unknown' })
})

test('An unclear word is never taken for a consent', () => {
  expect(parseConsent('Opt-in')).toEqual({ ok: true, value: 'yes' })
  expect(parseConsent('opted out')).toEqual({ ok: true, value: 'no' })
  for (const raw of ['maybe', 'yes please not', 2, {}, ['yes', 'no']]) expect(parseConsent(raw).ok).toBe(false)
  expect(parseBoolean('maybe')).toMatchObject({ ok: false, why: "'maybe' is neither yes nor no" })
})
