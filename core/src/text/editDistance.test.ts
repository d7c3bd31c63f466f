import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance } from './editDistance.ts'

test('Letters left out, added, changed and swapped are one slip each', () => {
  expect(editDistance('volvo', 'vovo', 3)).toBe(1)
  expect(editDistance('volvo', 'volvoo', 3)).toBe(1)
  expect(editDistance('volvo', 'volva', 3)).toBe(1)
  expect(editDistance('volvo', 'vlovo', 3)).toBe(1)
  expect(editDistance('ford', 'volvo', 2)).toBe(3)
})

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })

test('The distance is the same both ways, zero for equal texts only, and never above the limit plus one', () => {
  fc.assert(
    fc.property(word, word, fc.nat(4), (one, other, limit) => {
      const distance = editDistance(one, other, limit)
      expect(editDistance(other, one, limit)).toBe(distance)
      expect(distance === 0).toBe(one === other)
      expect(distance).toBeLessThanOrEqual(limit + 1)
      expect(distance).toBe(Math.min(editDistance(one, other, 20), limit + 1))
    }),
  )
})
