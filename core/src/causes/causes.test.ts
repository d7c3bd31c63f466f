import fc from 'fast-check'
import { expect, test } from 'vitest'

import { compilePicklist } from '../lead/fields/picklist.ts'
import { CauseBook } from './causeBook.ts'
import { causeId, causeKey } from './causeKey.ts'
import { checkOf, curesFor } from './cures.ts'
import type { Refusal, RefusalAbout } from './refusal.ts'
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

let nextLead = 0
function refusal(about: RefusalAbout, more: Partial<Refusal> = {}): Refusal {
  nextLead += 1
  return {
    leadId: String(nextLead),
    receivedAt: new Date('2026-11-20T10:00:00Z'),
    supplier: 'ADC1',
    kept: false,
    about,
    ...more,
  }
}

function causesOf(refusals: readonly Refusal[]) {
  const book = new CauseBook()
  for (const one of refusals) book.add(one)
  return book.causes()
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

test('Near misses are one cause; its value is the most frequent spelling, and every spelling is counted', () => {
  const values = ['USA', 'U.S.A.', 'usa ', 'USA', 'Canada']
  const [first, second, ...rest] = causesOf(values.map((value) => refusal(check({ field: 'country', value }))))
  expect(rest).toEqual([])
  expect(first).toMatchObject({ value: 'USA', count: 4 })
  expect(first?.spellings).toContainEqual({ value: 'U.S.A.', count: 1 })
  expect(second).toMatchObject({ value: 'Canada', count: 1 })
})

test('Another campaign, field, code or value is another cause; another order of the leads is not', () => {
  const one = check()
  const others = [check({ campaign: 'solar' }), check({ field: 'model' }), check({ value: 'Audi' })]
  const keys = [one, ...others, check({ code: 'REJECT_LEAD_DISALLOWED_LIST_VALUE' })].map(causeKey)
  expect(new Set(keys).size).toBe(5)
  expect(causeId('check', causeKey(one))).toMatch(/^c[0-9a-f]{24}$/)
  const refusals = [one, ...others].map((about) => refusal(about))
  const ids = (list: readonly Refusal[]) =>
    causesOf(list)
      .map(({ id }) => id)
      .toSorted()
  expect(ids(refusals)).toEqual(ids(refusals.toReversed()))
})

test('Numbers that differ in sign or point are different; letters and mail domains group what nobody shares', () => {
  const key = (code: Check['code'], value: string, rule = 'x') => causeKey(check({ code, value, rule }))
  expect(key('REJECT_LEAD_INVALID_NUMBER', '-5')).not.toBe(key('REJECT_LEAD_INVALID_NUMBER', '5'))
  expect(key('REJECT_LEAD_INVALID_NUMBER', '1.5')).not.toBe(key('REJECT_LEAD_INVALID_NUMBER', '15'))
  expect(key('REJECT_LEAD_INVALID_EMAIL', 'ann@Gamil.com')).toBe(key('REJECT_LEAD_INVALID_EMAIL', 'bo@gamil.com'))
  expect(key('REJECT_LEAD_INVALID_DATE', '03/25/2015')).toBe(key('REJECT_LEAD_INVALID_DATE', '12/31/1999'))
  expect(key('REJECT_LEAD_OVER_CAP', '', 'campaign cap day 100 of 100')).toBe(
    key('REJECT_LEAD_OVER_CAP', '', 'campaign cap day 90 of 90'),
  )
})

test('A lead counts once in a cause; kept ones stand beside those that wait', () => {
  const lead = refusal(check())
  const [cause] = causesOf([
    lead,
    { ...lead, about: check({ value: 'vw' }) },
    refusal(check(), { kept: true, supplier: 'B' }),
  ])
  expect(cause).toMatchObject({ count: 1, kept: 1 })
  expect(cause?.suppliers.toSorted((a, b) => (a.supplier ?? '').localeCompare(b.supplier ?? ''))).toEqual([
    { supplier: 'ADC1', count: 1 },
    { supplier: 'B', count: 1 },
  ])
})

test('First and last seen and the days are of the leads, in whatever order they are read', () => {
  const at = (text: string) => refusal(check(), { receivedAt: new Date(text) })
  const [cause] = causesOf([at('2026-11-20T10:00:00Z'), at('2026-11-18T23:59:00Z'), at('2026-11-20T00:00:00Z')])
  expect(cause?.firstAt.toISOString()).toBe('2026-11-18T23:59:00.000Z')
  expect(cause?.lastAt.toISOString()).toBe('2026-11-20T10:00:00.000Z')
  expect(Object.fromEntries(cause?.days ?? [])).toEqual({ '2026-11-18': 1, '2026-11-20': 2 })
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
