import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileSuggestions } from './suggest.ts'

const makes = ['Ford', 'Volkswagen', 'Volvo', 'Mercedes-Benz', 'Citroën', 'BMW']
const suggest = compileSuggestions(makes)

test.each([
  ['VW', ['Volkswagen']],
  ['Citroen', ['Citroën']],
  ['mercedes benz', ['Mercedes-Benz']],
  ['Merc', ['Mercedes-Benz']],
  ['Volkswagon', ['Volkswagen']],
  ['Frod', ['Ford']],
  ['Lada', []],
  ['', []],
])('%j suggests %j', (received, expected) => {
  expect(suggest(received)).toEqual(expected)
})

test('A further spelling stands for its value', () => {
  const known = compileSuggestions(['GB'], () => ['United Kingdom'])
  expect(known('Untied Kingdom')).toEqual(['GB'])
})

test('Whatever was received, suggestions are at most three values of the list', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (received) => {
      const suggestions = suggest(received)
      expect(suggestions.length).toBeLessThanOrEqual(3)
      expect(makes).toEqual(expect.arrayContaining([...suggestions]))
    }),
  )
})

test('One slip in a longer value is always found', () => {
  fc.assert(
    fc.property(fc.constantFrom('Volkswagen', 'Mercedes-Benz'), fc.nat(), (value, seed) => {
      const at = seed % value.length
      expect(suggest(value.slice(0, at) + value.slice(at + 1))[0]).toBe(value)
    }),
  )
})
