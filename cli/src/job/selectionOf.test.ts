import { describe, expect, test } from 'vitest'

import { selectionOf } from './selectionOf.ts'

describe('The leads of a command', () => {
  test('are named by id, or as results of a search', () => {
    expect(selectionOf({ ids: ['1', '2'] })).toEqual({ ids: ['1', '2'] })
    expect(selectionOf({ query: 'campaign=a,b&field.email=~x' })).toEqual({
      query: { campaign: 'a,b', 'field.email': '~x' },
    })
    expect(selectionOf({ query: '' })).toEqual({ query: {} })
    expect(selectionOf({ query: '', take: 5, order: 'random', seed: 7 })).toEqual({
      query: {},
      take: { count: 5, order: 'random', seed: 7 },
    })
    expect(selectionOf({ query: '', take: 5, order: 'oldest' })).toEqual({
      query: {},
      take: { count: 5, order: 'oldest' },
    })
  })

  test.each([
    [{}, 'Name the leads'],
    [{ ids: ['1'], query: '' }, 'Name the leads'],
    [{ ids: ['1'], take: 2 }, '--take and --order go with --query'],
    [{ query: '', take: 2 }, 'Say which: --order newest'],
    [{ query: '', order: 'newest' as const }, '--order and --seed go with --take'],
    [{ query: 'sold=sold&sold=unsold' }, 'names sold twice'],
  ])('are refused in words: %j', (options, words) => {
    expect(() => selectionOf(options)).toThrow(words)
  })
})
