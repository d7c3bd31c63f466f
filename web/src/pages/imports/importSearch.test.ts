import { expect, it } from 'vitest'
import { parseImportSearch, parseImportsSearch, parseNewImportSearch } from './importSearch.ts'

it('keeps what it knows and leaves out the rest', () => {
  expect(parseImportSearch({ step: 'preview', rows: 'conflict' })).toEqual({ step: 'preview', rows: 'conflict' })
  expect(parseImportSearch({ step: 'launch', rows: 'ignored', x: '1' })).toEqual({ rows: 'ignored' })
  expect(parseImportsSearch({ state: 'done', purpose: 'resolve', campaign: 'solar' })).toEqual({
    state: 'done',
    purpose: 'resolve',
    campaign: 'solar',
  })
  expect(parseNewImportSearch({ campaign: ['a', 'b'], purpose: 'anything' })).toEqual({})
})
