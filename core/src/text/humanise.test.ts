import { expect, test } from 'vitest'
import { humanise } from './humanise.ts'

test.each([
  ['vehicle_year', 'Vehicle year'],
  ['firstName', 'First name'],
  ['UTM-source', 'UTM source'],
  ['email', 'Email'],
  ['Lead Origin', 'Lead origin'],
  ['_', '_'],
])('%j is %j in words', (key, words) => {
  expect(humanise(key)).toBe(words)
})
