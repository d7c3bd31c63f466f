import { describe, expect, it } from 'vitest'
import type { SavedView } from '../../data/views.ts'
import { standardColumns } from './columns.ts'
import { draftOf, isEdited, searchOfView, viewKey } from './savedViews.ts'
import { emptySearch, type LeadSearch } from './search.ts'

const search: LeadSearch = {
  ...emptySearch,
  q: 'Lee & Söhne',
  filters: { sold: ['unsold'], campaign: ['solar'] },
  fields: [{ field: 'city', match: 'contains', value: 'Lon, a=b' }],
  date: '-7d..now',
  oldestFirst: true,
}
const shown = { search, columns: ['id', 'buyer'], density: 'compact' } as const
const stored: SavedView = {
  ...draftOf(shown, { name: 'Unsold', shared: true }),
  key: 'unsold-1',
  owner: 'ann@example.com',
  mine: true,
  version: 1,
  updatedAt: '2026-11-22T09:00:00Z',
  updatedBy: 'ann@example.com',
}

describe('a saved view', () => {
  it('brings back the search, its order and its columns', () => {
    expect(searchOfView(stored)).toEqual({ ...search, columns: ['id', 'buyer'], view: 'unsold-1' })
  })

  it('is not edited by paging, peeking or being opened', () => {
    expect(isEdited(stored, shown)).toBe(false)
    const further = { ...searchOfView(stored), cursor: 'abc', page: 3, peek: '10423' }
    expect(isEdited(stored, { ...shown, search: further })).toBe(false)
  })

  it('is edited by another filter, order, column or density', () => {
    expect(isEdited(stored, { ...shown, search: { ...search, q: '' } })).toBe(true)
    expect(isEdited(stored, { ...shown, search: { ...search, oldestFirst: false } })).toBe(true)
    expect(isEdited(stored, { ...shown, columns: standardColumns })).toBe(true)
    expect(isEdited(stored, { ...shown, density: 'roomy' })).toBe(true)
  })

  it('has a key that can stand in an address', () => {
    expect(viewKey('Über 50 % unsold!', 'x7')).toBe('uber-50-unsold-x7')
    expect(viewKey('日本', 'x7')).toBe('view-x7')
  })
})
