import { expect, test } from 'vitest'
import { findProfanity } from './findProfanity.ts'

test.each([
  ['What the FUCK', 'fuck'],
  ['sh1t happens', 'shit'],
  ['(wanker)', 'wanker'],
])('%j holds %j', (text, word) => {
  expect(findProfanity(text)).toBe(word)
})

test.each(['Scunthorpe', 'Hancock', 'A55 to Essex', 'Dick Dickens', 'class 455', 'Mr Cockburn', ''])(
  '%j is clean',
  (text) => {
    expect(findProfanity(text)).toBeNull()
  },
)
