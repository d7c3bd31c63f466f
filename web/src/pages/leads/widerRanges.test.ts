import { expect, test } from 'vitest'

import { emptySearch } from './search.ts'
import { widerRanges } from './widerRanges.ts'

const now = new Date('2026-11-22T12:00:00Z')
const wordsFor = (date: string | null) => widerRanges({ ...emptySearch, date }, now, 'UTC').map(({ words }) => words)

test('Wider frames reach further back than the search, the nearest first', () => {
  expect(wordsFor('today')).toEqual(['Last 24 hours', 'Last 7 days', 'Last 30 days', 'Last 90 days'])
  expect(wordsFor('-7d..now')).toEqual(['Last 30 days', 'Last 90 days'])
  expect(wordsFor('2026-11-01..2026-11-02')).toEqual(['Last 30 days', 'Last 90 days'])
})

test('A search of all time, or without a beginning, cannot be widened', () => {
  expect(wordsFor(null)).toEqual([])
  expect(wordsFor('..2026-11-02')).toEqual([])
  expect(wordsFor('-90d..now')).toEqual([])
})
