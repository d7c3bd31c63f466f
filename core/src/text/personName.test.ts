import fc from 'fast-check'
import { expect, test } from 'vitest'
import { personName } from './personName.ts'

test.each([
  ['ANN', 'Ann'],
  ["o'neil", "O'Neil"],
  ['mary-jane', 'Mary-Jane'],
  ['MCDONALD', 'McDonald'],
  ['van der berg', 'van der Berg'],
  ['van', 'Van'],
  ['McDonald', 'McDonald'],
  ['de Vries', 'de Vries'],
  ['TJ', 'TJ'],
  ['ÉMILE', 'Émile'],
  ['李', '李'],
])('%j is written %j', (typed, written) => {
  expect(personName(typed)).toBe(written)
})

test('A written name stays as it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => personName(personName(name)) === personName(name)))
})
