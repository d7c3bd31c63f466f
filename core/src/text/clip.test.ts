import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clip } from './clip.ts'

test('A long text ends in an ellipsis at the limit', () => {
  expect(clip('abcdef', 4)).toBe('abc…')
  expect(clip('abcd', 4)).toBe('abcd')
  expect(clip('ab😀def', 4)).toBe('ab…')
})

test('Well-formed text stays well formed and never passes the limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
      expect(clip(text, limit).length).toBeLessThanOrEqual(limit)
      expect(clip(text, limit).isWellFormed()).toBe(true)
    }),
  )
})
