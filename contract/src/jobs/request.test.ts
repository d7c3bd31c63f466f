import { describe, expect, test } from 'vitest'

import { parseWith } from '../issues.ts'
import { jobRequest } from './request.ts'

function mistakes(value: unknown): string[] {
  const result = parseWith(jobRequest, value)
  return result.ok ? [] : result.problems.map(({ path, code }) => `${path} ${code}`)
}

function queryOf(query: unknown): unknown {
  const result = parseWith(jobRequest, { action: 'redeliver', selection: { query } })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const { selection } = result.value
  return 'query' in selection ? selection.query : null
}

describe('A selection', () => {
  test('takes a search as JSON in any of its forms', () => {
    const parsed = { campaign: ['a', 'b'], test: false, fields: [{ key: 'email', match: '~x' }] }
    expect(queryOf({ campaign: 'a,b', test: 'false', 'field.email': '~x' })).toEqual(parsed)
    expect(queryOf({ campaign: ['a', 'b'], test: false, fields: { email: '~x' } })).toEqual(parsed)
  })

  test('puts fields of both spellings together', () => {
    expect(queryOf({ fields: { city: 'Lon*' }, 'field.email': 'x' })).toEqual({
      fields: [
        { key: 'city', match: 'Lon*' },
        { key: 'email', match: 'x' },
      ],
    })
  })

  test.each([
    [{ ids: [] }, 'selection.ids too_small'],
    [{ ids: ['12a'] }, 'selection.ids[0] invalid_format'],
    [{ query: { sold: 'maybe' } }, 'selection.query.sold invalid_value'],
    [{ query: { colour: 'red' } }, 'selection.query.colour unknown_property'],
    [{ query: { limit: '50' } }, 'selection.query.limit unknown_property'],
    [{ query: { campaign: { a: 1 } } }, 'selection.query.campaign invalid_type'],
    [{ query: {}, take: { count: 0, order: 'newest' } }, 'selection.take.count too_small'],
    [{ query: {}, take: { count: 1, order: 'newest', seed: 1 } }, 'selection.take.seed invalid_value'],
    [{ ids: ['1'], take: { count: 1, order: 'newest' } }, 'selection.take unknown_property'],
    [{}, 'selection invalid_value'],
  ])('%j is refused with its place', (selection, mistake) => {
    expect(mistakes({ action: 'redeliver', selection })).toEqual([mistake])
  })
})

describe('A request', () => {
  test('leaves options out where all of them can be', () => {
    expect(mistakes({ action: 'redeliver', selection: { ids: ['1'] } })).toEqual([])
    expect(mistakes({ action: 'redeliver', selection: { ids: ['1'] }, options: { skipRule: true } })).toEqual([
      'options.skipRule unknown_property',
    ])
  })

  test('names an action that there is', () => {
    expect(mistakes({ action: 'explode', selection: { ids: ['1'] } })).toEqual(['action invalid_value'])
  })
})
