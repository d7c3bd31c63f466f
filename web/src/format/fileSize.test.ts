import { expect, it } from 'vitest'
import { fileSize } from './fileSize.ts'

it.each([
  [0, '0 B'],
  [512, '512 B'],
  [4_404_019, '4.2 MB'],
  [268_435_456, '256 MB'],
])('calls %i bytes %s', (bytes, words) => {
  expect(fileSize(bytes)).toBe(words)
})
