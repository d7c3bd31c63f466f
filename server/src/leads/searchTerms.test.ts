import fc from 'fast-check'
import { expect, test } from 'vitest'

import { searchTerms } from './searchTerms.ts'

test('Nothing but separators is no search', () => {
  expect(searchTerms(' \n; ')).toBeNull()
})

test('A single entry is looked for in parts, and as an id and a phone where it is a number', () => {
  expect(searchTerms(' Zoë Smith ')).toEqual({ kind: 'one', text: 'Zoë Smith', id: null, phone: null })
  expect(searchTerms('10423')).toEqual({ kind: 'one', text: '10423', id: '10423', phone: null })
  expect(searchTerms('+44 (0)7700 900-123')).toMatchObject({ phone: '447700900123' })
  expect(searchTerms('07700 900123')).toMatchObject({ phone: '7700900123' })
  expect(searchTerms('Lee, Ann')).toMatchObject({ kind: 'one', text: 'Lee, Ann' })
  expect(searchTerms('12345678901234567890')).toMatchObject({ id: null })
})

test('Commas separate ids, emails and phones; new lines, tabs and semicolons separate anything', () => {
  expect(searchTerms('10423, ann@example.com,07700 900123')).toEqual({
    kind: 'list',
    entries: ['10423', 'ann@example.com', '07700 900123'],
    ids: ['10423', '07700900123'],
    phones: ['7700900123'],
  })
  expect(searchTerms('Ann Lee\nx-17; BOB@example.com\tLee, Bob')).toMatchObject({
    entries: ['ann lee', 'x-17', 'bob@example.com', 'lee, bob'],
    ids: [],
    phones: [],
  })
})

test('Any ids one to a line are all looked for, each once, whatever stands around them', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 10 ** 9 }), { minLength: 2, maxLength: 50 })
  fc.assert(
    fc.property(ids, fc.constantFrom('\n', '\r\n', ' , ', ';', '\t'), (numbers, between) => {
      const found = searchTerms(numbers.join(between))
      expect(found?.kind === 'list' && found.ids).toEqual(numbers.map(String))
    }),
  )
})
