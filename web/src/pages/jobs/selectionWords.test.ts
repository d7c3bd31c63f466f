import { expect, it } from 'vitest'
import { selectionWords } from './selectionWords.ts'

it.each<[unknown, string]>([
  [{ ids: ['1'] }, '1 lead chosen by hand'],
  [{ ids: ['1', '2'], more: 40_000 }, '40,002 leads chosen by hand'],
  [{ query: {} }, 'All leads'],
  [{ query: { sold: 'pending,unsold' } }, 'All results of the search Sold status Awaiting buyer, Unsold'],
  [
    { query: { campaign: 'solar' }, take: { count: 1000, order: 'oldest' } },
    'The 1,000 oldest of the search Campaign solar',
  ],
  [{ query: {}, take: { count: 100, order: 'random', seed: 7 } }, '100 chosen at random (seed 7) out of all leads'],
  [
    { query: { q: 'kim', fields: { city: '~Lon' }, to: '2026-11-22T09:00:00.000Z' } },
    'All results of the search “kim” · city ~Lon · received before 22 Nov 2026 09:00:00',
  ],
  [null, ''],
])('says %j as %s', (selection, words) => {
  expect(selectionWords(selection, 'UTC')).toBe(words)
})
