import { expect, test } from 'vitest'
import { makes } from '../../screening/sampleCampaign.ts'
import { compilePicklist, parsePicklist, parsePicklistMany } from './picklist.ts'

const list = compilePicklist(makes, { disallowed: [] })
const withoutFord = compilePicklist(makes, { disallowed: ['ford'] })

test.each([
  ['ford', 'Ford'],
  [' FORD ', 'Ford'],
  ['vee dub', 'Volkswagen'],
  ['volkswagen ag', 'Volkswagen'],
])('%j is the value %s', (raw, value) => {
  expect(parsePicklist(raw, list)).toEqual({ ok: true, value })
})

test('An unknown value is refused with the list and what may have been meant', () => {
  expect(parsePicklist('VW', list)).toEqual({
    ok: false,
    code: 'REJECT_LEAD_INVALID_LIST_VALUE',
    why: "'VW' is not in list Makes",
    suggestions: ['Volkswagen'],
  })
  expect(parsePicklist('citroen', list)).toMatchObject({ ok: false, suggestions: ['Citroën'] })
})

test('A disallowed value is refused with its own code and never suggested', () => {
  expect(parsePicklist('Ford', withoutFord)).toMatchObject({ ok: false, code: 'REJECT_LEAD_DISALLOWED_LIST_VALUE' })
  expect(parsePicklist('Forrd', withoutFord)).toMatchObject({ ok: false, suggestions: [] })
  const onlyFord = compilePicklist(makes, { allowed: ['Ford'], disallowed: [] })
  expect(parsePicklist('Volvo', onlyFord)).toMatchObject({ ok: false, code: 'REJECT_LEAD_DISALLOWED_LIST_VALUE' })
})

test('A case-sensitive list tells apart what others take as one', () => {
  const sensitive = compilePicklist({ ...makes, caseSensitive: true }, { disallowed: [] })
  expect(parsePicklist('Ford', sensitive).ok).toBe(true)
  expect(parsePicklist('ford', sensitive)).toMatchObject({ ok: false, suggestions: ['Ford'] })
})

test('Several values come as a list or as one text, each kept once', () => {
  for (const raw of [['ford', 'VOLVO', 'Ford'], 'ford; volvo', 'Ford|Volvo', 'Ford, Volvo', 'Ford\nVolvo']) {
    expect(parsePicklistMany(raw, list, 'all')).toEqual({ ok: true, value: ['Ford', 'Volvo'] })
  }
})

test('A value that holds a comma is found whole', () => {
  const commas = compilePicklist({ ...makes, values: [{ value: 'Ford, old', synonyms: [] }] }, { disallowed: [] })
  expect(parsePicklistMany('ford, old', commas, 'all')).toEqual({ ok: true, value: ['Ford, old'] })
})

test('"all" refuses a lead for one strange value, "any" leaves it out', () => {
  expect(parsePicklistMany(['Ford', 'Lada'], list, 'all')).toMatchObject({
    ok: false,
    why: "'Lada' is not in list Makes",
  })
  expect(parsePicklistMany(['Ford', 'Lada'], list, 'any')).toEqual({ ok: true, value: ['Ford'] })
  expect(parsePicklistMany(['Lada'], list, 'any').ok).toBe(false)
  expect(parsePicklistMany(['Ford', 'Volvo'], withoutFord, 'any')).toEqual({ ok: true, value: ['Volvo'] })
  expect(parsePicklistMany(['Ford', 'Volvo'], withoutFord, 'all')).toMatchObject({
    code: 'REJECT_LEAD_DISALLOWED_LIST_VALUE',
  })
})
