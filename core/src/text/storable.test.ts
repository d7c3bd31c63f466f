import fc from 'fast-check'
import { expect, test } from 'vitest'

import { storable } from './storable.ts'

test('A good text stays as it is, whatever its language', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('\0'))
      expect(storable(text)).toBe(text)
    }),
  )
})

test('What comes out of any text can be stored, and is as long', () => {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes))
  fc.assert(
    fc.property(units, (text) => {
      const stored = storable(text)
      expect(stored).not.toContain('\0')
      expect(stored.isWellFormed()).toBe(true)
      expect(stored).toHaveLength(text.length)
    }),
  )
})

test('The places that cannot be stored are marked', () => {
  expect(storable('a\0b\ud800c')).toBe('a\ufffdb\ufffdc')
})
