import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from './fold.ts'

test('Case, accents and spaces do not count', () => {
  expect(fold('  Citroën ')).toBe('citroen')
  expect(fold('STRASSE')).toBe(fold('straße'))
  expect(fold('Łódź  Øst')).toBe('lodz ost')
})

test('Folding twice is folding once, for any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)))
})
