import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatUrlSearch, parseUrlSearch } from './urlSearch.ts'

it('reads back what it wrote, single and repeated names', () => {
  const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9.]{0,8}$/)
  const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.string(), { minLength: 2, maxLength: 4 }))
  fc.assert(
    fc.property(fc.dictionary(name, value, { noNullPrototype: true }), (search) => {
      expect(parseUrlSearch(formatUrlSearch(search))).toEqual(search)
    }),
  )
})

it('keeps commas and filter signs readable', () => {
  expect(formatUrlSearch({ sold: 'sold,unsold', field: ['make~VW', 'city=York'] })).toBe(
    '?sold=sold,unsold&field=make~VW&field=city=York',
  )
  expect(formatUrlSearch({})).toBe('')
})
