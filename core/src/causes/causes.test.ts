import fc from 'fast-check'
import { expect, test } from 'vitest'

import { compilePicklist } from '../lead/fields/picklist.ts'
import { causeOf, spellingOf, type CauseCounts } from './cause.ts'
import { causeId, causeKey } from './causeKey.ts'
import { checkOf, curesFor } from './cures.ts'
import type { RefusalAbout } from './refusal.ts'
import { answerSignature, valueSignature } from './signature.ts'
import { suggestionsFor } from './suggestions.ts'

type Check = Extract<RefusalAbout, { kind: 'check' }>

function check(more: Partial<Check> = {}): Check {
  return {
    kind: 'check',
    campaign: 'auto',
    code: 'REJECT_LEAD_INVALID_LIST_VALUE',
    field: 'make',
    value: 'VW',
    rule: 'picklist',
    list: 'makes',
    message: "Vehicle make: 'VW' is not in list Makes",
    suggestions: [],
    ...more,
  }
}

const letters = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', 'x', 'y', 'z', '0', '1', '9'),
  minLength: 1,
  maxLength: 12,
})

test('A value means the same whatever its case, its spaces and its punctuation', () => {
  fc.assert(
    fc.property(
      letters,
      fc.infiniteStream(fc.constantFrom('', '.', ' ', '-', ', ')),
      fc.boolean(),
      (text, signs, loud) => {
        const dressed = Array.from(text, (letter) => `${letter}${signs.next().value}`).join('')
        expect(valueSignature(` ${loud ? dressed.toUpperCase() : dressed} `)).toBe(valueSignature(text))
      },
    ),
  )
})

test('The signature of a signature is itself, and texts of other letters keep theirs', () => {
  fc.assert(fc.property(fc.string(), (text) => valueSignature(valueSignature(text)) === valueSignature(text)))
  fc.assert(fc.property(letters, letters, (a, b) => (valueSignature(a) === valueSignature(b)) === (a === b)))
  expect(valueSignature('Citroën')).toBe(valueSignature('CITROEN'))
  expect(valueSignature('--')).not.toBe(valueSignature('?'))
})

const noCounts = { count: 3, kept: 0, suppliers: new Map(), days: new Map(), firstAt: new Date(0), lastAt: new Date(0) }
const known = (about: Check) => ({
  id: causeId('check', causeKey(about)),
  kind: about.kind,
  campaign: about.campaign,
  code: about.code,
  field: about.field,
  delivery: null,
  list: about.list,
})
const causeWith = (about: Check, spellings: Readonly<Record<string, number>>, counts: Partial<CauseCounts> = {}) =>
  causeOf(known(about), { ...noCounts, spellings: new Map(Object.entries(spellings)), ...counts }, [
    { leadId: '7', receivedAt: new Date(0), supplier: null, kept: false, about },
  ])

test('Near misses are one cause; its value is the most frequent spelling, and every spelling is told', () => {
  const keys = ['USA', 'U.S.A.', 'usa '].map((value) => causeKey(check({ field: 'country', value })))
  expect(new Set(keys).size).toBe(1)
  expect(keys).not.toContain(causeKey(check({ field: 'country', value: 'Canada' })))
  const cause = causeWith(check({ field: 'country', value: 'usa' }), { 'U.S.A.': 1, USA: 2, usa: 1 })
  expect(cause.value).toBe('USA')
  expect(cause.spellings).toEqual([
    { value: 'USA', count: 2 },
    { value: 'U.S.A.', count: 1 },
    { value: 'usa', count: 1 },
  ])
})

test("Nobody's own value stands for a cause that many people have, and is not counted either", () => {
  const phone = check({ code: 'REJECT_LEAD_INVALID_PHONE', value: '0770', field: 'phone' })
  expect(spellingOf(phone)).toBeNull()
  expect(causeWith(phone, {}).value).toBeNull()
  expect(causeWith(phone, {}, { count: 1 }).value).toBe('0770')
  const email = check({ code: 'REJECT_LEAD_INVALID_EMAIL', value: 'ann@Gamil.com', field: 'email' })
  expect(spellingOf(email)).toBe('@gamil.com')
  expect(causeWith(email, { '@gamil.com': 3 }).value).toBe('@gamil.com')
  expect(causeWith(email, { '@gamil.com': 1 }, { count: 1 }).value).toBe('ann@Gamil.com')
  const filter = check({ code: 'REJECT_LEAD_FILTER', value: 'US', field: 'country' })
  expect(causeWith(filter, { US: 3 }).value).toBe('US')
  expect(causeWith(filter, { US: 2, FR: 1 }).value).toBeNull()
})

test('Another campaign, field, code or value is another cause', () => {
  const one = check()
  const others = [check({ campaign: 'solar' }), check({ field: 'model' }), check({ value: 'Audi' })]
  const keys = [one, ...others, check({ code: 'REJECT_LEAD_DISALLOWED_LIST_VALUE' })].map(causeKey)
  expect(new Set(keys).size).toBe(5)
  expect(causeId('check', causeKey(one))).toMatch(/^c[0-9a-f]{24}$/)
})

test('Numbers that differ in sign or point are different; letters and mail domains group what nobody shares', () => {
  const key = (code: Check['code'], value: string, rule = 'x') => causeKey(check({ code, value, rule }))
  expect(key('REJECT_LEAD_INVALID_NUMBER', '-5')).not.toBe(key('REJECT_LEAD_INVALID_NUMBER', '5'))
  expect(key('REJECT_LEAD_INVALID_NUMBER', '1.5')).not.toBe(key('REJECT_LEAD_INVALID_NUMBER', '15'))
  expect(key('REJECT_LEAD_INVALID_EMAIL', 'ann@Gamil.com')).toBe(key('REJECT_LEAD_INVALID_EMAIL', 'bo@gamil.com'))
  expect(key('REJECT_LEAD_INVALID_EMAIL', 'ann')).toBe(key('REJECT_LEAD_INVALID_EMAIL', 'nowhere'))
  expect(key('REJECT_LEAD_INVALID_DATE', '03/25/2015')).toBe(key('REJECT_LEAD_INVALID_DATE', '12/31/1999'))
  expect(key('REJECT_LEAD_OVER_CAP', '', 'campaign cap day 100 of 100')).toBe(
    key('REJECT_LEAD_OVER_CAP', '', 'campaign cap day 90 of 90'),
  )
})

test('Answers of a buyer that differ in ids and numbers are one, those of another status are not', () => {
  const answer = (status: number, id: string) => `No answer rule matched: ${status} {"st":"dup","id":"${id}"}`
  expect(answerSignature(answer(200, '4711'))).toBe(answerSignature(answer(200, '99')))
  expect(answerSignature(answer(200, '3f2504e0-4f89-11d3-9a0c-0305e82c3301'))).toBe(answerSignature(answer(200, '7')))
  expect(answerSignature(answer(200, '1'))).not.toBe(answerSignature(answer(422, '1')))
  expect(answerSignature('vehicle_year must be <= 2024')).toBe(answerSignature('Vehicle_year must be <= 2023'))
  expect(answerSignature('ann@example.com is known')).toBe(answerSignature('bo@example.org is known'))
})

const makes = ['Ford', 'Audi', 'Volkswagen', 'Volvo']
const asList = (values: readonly string[], disallowed: readonly string[] = []) => ({
  values,
  compiled: compilePicklist(
    { name: 'List', caseSensitive: false, values: values.map((value) => ({ value, synonyms: [] })) },
    { disallowed: [...disallowed] },
  ),
})
const suggest = (value: string, values: readonly string[], code: Check['code'] = 'REJECT_LEAD_INVALID_LIST_VALUE') =>
  suggestionsFor({ code, value, suggested: [] }, asList(values))

test('Suggestions know abbreviations, slips, accents and country names', () => {
  expect(suggest('VW', makes)[0]).toMatchObject({ value: 'Volkswagen', confidence: 'medium' })
  expect(suggest('Volksvagen', makes)[0]?.value).toBe('Volkswagen')
  expect(suggest('Citroën.', ['Citroen'])[0]).toMatchObject({ value: 'Citroen', confidence: 'high' })
  expect(suggest('Deutschland', ['DE', 'FR'])[0]).toMatchObject({ value: 'DE', confidence: 'high' })
  expect(suggest('GB', ['United Kingdom', 'France'])[0]?.value).toBe('United Kingdom')
  expect(suggest('Zzz', makes)).toEqual([])
})

test('What a check suggested is told with why; a value that has left the list is not', () => {
  const email = {
    code: 'REJECT_LEAD_INVALID_EMAIL',
    value: '@gamil.com',
    suggested: ['ann@gmail.com', 'bo@gmail.com'],
  } as const
  expect(suggestionsFor(email, null)).toEqual([
    { value: '@gmail.com', confidence: 'high', why: 'a usual misspelling of the mail domain' },
  ])
  const gone = { code: 'REJECT_LEAD_INVALID_LIST_VALUE', value: 'Q', suggested: ['Saab'] } as const
  expect(suggestionsFor(gone, asList(makes))).toEqual([])
})

test('Nothing that is never waived can be skipped', () => {
  for (const code of ['REJECT_LEAD_SUPPRESSED', 'REJECT_LEAD_NO_CONSENT', 'REJECT_LEAD_UNSAFE_CONTENT'] as const) {
    expect(checkOf(code)).toBeNull()
    expect(curesFor({ kind: 'check', code, field: 'email' })).toEqual(['none', 'keep'])
  }
  expect(curesFor({ kind: 'check', code: 'REJECT_LEAD_INVALID_LIST_VALUE', field: 'make' })).toEqual([
    'addSynonym',
    'addListValue',
    'setValue',
    'skip',
    'none',
    'keep',
  ])
  expect(curesFor({ kind: 'destination', code: null, field: null })).toEqual(['setValue', 'none'])
})
