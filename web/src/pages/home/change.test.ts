import { expect, test } from 'vitest'

import { changeOf } from './change.ts'

test.each([
  [112, 100, '+12 %'],
  [97, 100, '−3 %'],
  [1000, 1001, '±0 %'],
  [5000, 10, '+49,900 %'],
  [0, 10, '−100 %'],
  [3, 0, null],
  [18, 9, null],
])('%i after %i is %s', (now, before, share) => {
  expect(changeOf(now, before).share).toBe(share)
})

test('It names the number it is compared with', () => {
  expect(changeOf(3, 1200).before).toBe('1,200 a week ago')
})
