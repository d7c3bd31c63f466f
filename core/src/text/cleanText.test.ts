import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanLine, cleanLines } from './cleanText.ts'

test('One line has single spaces and no invisible characters', () => {
  expect(cleanLine(' a\t b\u200b\r\nc\u0007 ')).toBe('a b c')
  expect(cleanLine('e\u0301')).toBe('é')
})

test('Several lines keep their breaks and inner spaces', () => {
  expect(cleanLines('  a  b \r\n\r\n c\t\r\n')).toBe('a  b\n\n c')
})

test('Clean text stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(cleanLine(cleanLine(text))).toBe(cleanLine(text))
      expect(cleanLines(cleanLines(text))).toBe(cleanLines(text))
    }),
  )
})
