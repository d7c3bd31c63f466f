import { expect, it } from 'vitest'
import { aboutDuration } from './aboutDuration.ts'

it.each([
  [0, '1 s'],
  [29.6, '30 s'],
  [89, '89 s'],
  [119, '2 min'],
  [5340, '89 min'],
  [7200, '2 h'],
  [12_000, '3 h 20 min'],
])('says %d seconds as %s', (seconds, words) => {
  expect(aboutDuration(seconds)).toBe(words)
})
