import fc from 'fast-check'
import { expect, test } from 'vitest'

import { redact } from './redact.ts'

test('texts that hold a name are replaced, wherever they stand', () => {
  const selection = {
    query: { q: 'ANN@example.com', campaign: 'auto', fields: [{ key: 'email', match: '~ann@example.com' }] },
  }
  expect(redact(selection, ['ann@example.com'])).toEqual({
    query: { q: '(erased)', campaign: 'auto', fields: [{ key: 'email', match: '(erased)' }] },
  })
})

test('what names nobody is the very same value, and short names are no reason', () => {
  const value = { reason: 'wrong list', count: 3, on: true, none: null }
  expect(redact(value, ['ann@example.com', 'ng'])).toBe(value)
})

test('no text that is left holds a name', () => {
  const name = fc.string({ minLength: 3, maxLength: 8, unit: fc.constantFrom('a', 'B', 'c', '@') })
  fc.assert(
    fc.property(fc.array(name, { minLength: 1 }), fc.jsonValue(), (names, value) => {
      const holding = { value, inside: names.map((one) => `x${one.toUpperCase()}y`) }
      const texts: string[] = []
      JSON.stringify(redact(holding, names), (_key, part: unknown) => {
        if (typeof part === 'string') texts.push(part.toLowerCase())
        return part
      })
      for (const one of names)
        expect(texts.filter((text) => text !== '(erased)' && text.includes(one.toLowerCase()))).toEqual([])
    }),
  )
})
