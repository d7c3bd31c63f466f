import { describe, expect, it } from 'vitest'
import { prettyBody } from './body.ts'
import { countOf } from './count.ts'
import { humanise } from './humanise.ts'
import { valueText } from './value.ts'

describe('a body', () => {
  it('is indented when it is JSON', () => {
    expect(prettyBody('{"a":1}')).toBe('{\n  "a": 1\n}')
  })

  it.each(['<a/>', 'a=b&c=d', '{not json', '', '{"id":12345678901234567890}'])('stays as it is: %s', (body) => {
    expect(prettyBody(body)).toBe(body)
  })
})

describe('a count', () => {
  it('says how much is known', () => {
    expect(countOf(1, 'lead', 'leads')).toBe('1 lead')
    expect(countOf(4213, 'lead', 'leads')).toBe('4,213 leads')
    expect(countOf(10_000, 'lead', 'leads', false)).toBe('10,000+ leads')
  })
})

describe('a field name', () => {
  it.each([
    ['vehicle_year', 'Vehicle year'],
    ['vehicleYear', 'Vehicle year'],
    ['first-name', 'First name'],
    ['__', '__'],
  ])('%s reads as %s', (key, words) => {
    expect(humanise(key)).toBe(words)
  })
})

describe('a value', () => {
  it('is text whatever its type', () => {
    expect(valueText(['a', 2])).toBe('a, 2')
    expect(valueText(false)).toBe('No')
    expect(valueText(null)).toBe('')
    expect(valueText({ a: 1 })).toBe('{"a":1}')
  })
})
