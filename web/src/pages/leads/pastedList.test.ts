import { describe, expect, it } from 'vitest'
import { entryCount, pastedList } from './pastedList.ts'

describe('a pasted list', () => {
  it('becomes one line', () => {
    expect(pastedList('10423\r\n 10424\n\n10425\t')).toBe('10423; 10424; 10425')
  })

  it('is only what has several lines', () => {
    expect(pastedList('ann@example.com\n')).toBeNull()
    expect(pastedList('Lee, Ann')).toBeNull()
  })

  it.each([
    ['10423; 10424', 2],
    ['10423, ann@example.com', 2],
    ['Lee, Ann', 1],
    ['07700 900123', 1],
    ['Lee, Ann; Smith, Bob', 2],
    ['', 1],
  ])('of "%s" has %d entries', (text, count) => {
    expect(entryCount(text)).toBe(count)
  })
})
