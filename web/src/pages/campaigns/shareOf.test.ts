import { expect, it } from 'vitest'
import { shareOf } from './shareOf.ts'

it.each([
  [0, 0, null],
  [0, 7, '0 %'],
  [7, 7, '100 %'],
  [1, 3, '33 %'],
  [1, 1000, '<1 %'],
  [999, 1000, '>99 %'],
])('calls %i of %i %s', (part, whole, words) => {
  expect(shareOf(part, whole)).toBe(words)
})
