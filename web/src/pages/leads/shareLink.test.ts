import { expect, it } from 'vitest'
import { emptySearch } from './search.ts'
import { frozenLink, liveLink } from './shareLink.ts'

const search = { ...emptySearch, q: 'Lee', date: '-7d..now' }
const now = new Date('2026-11-22T09:00:00Z')

it('a live link keeps the words of the date', () => {
  expect(liveLink('http://here', search, ['id'])).toBe('http://here/leads?q=Lee&date=-7d..now&cols=id')
})

it('a fixed link has the instants of now', () => {
  expect(frozenLink('http://here', search, ['id'], now, 'Europe/London')).toBe(
    'http://here/leads?q=Lee&date=2026-11-15T09:00:00.000Z..2026-11-22T09:00:00.000Z&cols=id',
  )
  expect(frozenLink('http://here', emptySearch, ['id'], now, 'UTC')).toContain('date=..2026-11-22T09:00:00.000Z')
})
