import { expect, test } from 'vitest'

import { leadSelection } from '@switchyard/contract/jobs/selection.ts'

import { selectionText } from './selectionText.ts'

test('A stored selection asks for the same leads when it is sent again', () => {
  const asked = {
    query: { campaign: 'a,b', from: '2026-11-22', 'field.email': '~x', test: false, sold: 'unsold,returned', q: 'ann' },
    take: { count: 100, order: 'random', seed: 7 },
  }
  const selection = leadSelection.parse(asked)
  const text = selectionText(selection)
  expect(leadSelection.parse(text)).toEqual(selection)
  expect(text).toEqual({
    query: {
      campaign: 'a,b',
      from: '2026-11-22T00:00:00.000Z',
      fields: { email: '~x' },
      test: 'false',
      sold: 'unsold,returned',
      q: 'ann',
    },
    take: asked.take,
  })
})

test('Of very many ids the first are shown, and how many more there are', () => {
  const ids = Array.from({ length: 1500 }, (_, index) => String(index))
  expect(selectionText({ ids })).toEqual({ ids: ids.slice(0, 1000), more: 500 })
  expect(selectionText({ ids: ['1'] })).toEqual({ ids: ['1'] })
})
