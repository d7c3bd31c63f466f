import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineDiff } from './lineDiff.ts'

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))

describe('the difference of two texts', () => {
  it('holds both of them', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = lineDiff(before, after)
        const side = (kind: 'gone' | 'new') =>
          lines
            .filter((line) => line.kind === 'same' || line.kind === kind)
            .map((line) => line.text)
            .join('\n')
        expect(side('gone')).toBe(before)
        expect(side('new')).toBe(after)
      }),
    )
  })

  it('is nothing but the same where nothing changed', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(lineDiff(one, one).every(({ kind }) => kind === 'same')).toBe(true)
      }),
    )
  })

  it('shows a changed value as the old line and the new one', () => {
    expect(lineDiff('{\n  "year": 2025\n}', '{\n  "year": 2015\n}')).toEqual([
      { kind: 'same', text: '{' },
      { kind: 'gone', text: '  "year": 2025' },
      { kind: 'new', text: '  "year": 2015' },
      { kind: 'same', text: '}' },
    ])
  })

  it('does not try to be clever with texts of thousands of lines', () => {
    const long = Array.from({ length: 1200 }, (_, index) => String(index)).join('\n')
    expect(lineDiff(long, `${long}\nmore`)).toHaveLength(2401)
  })
})
