import { expect, it } from 'vitest'
import { cursorBefore, rememberPage } from './pageTrail.ts'
import { emptySearch, type LeadSearch } from './search.ts'

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }
}
const at = (page: number, cursor: string | null, q = ''): LeadSearch => ({ ...emptySearch, q, page, cursor })

it('leads back page by page through the pages that were walked', () => {
  const storage = memory()
  for (const search of [at(1, null), at(2, 'b'), at(3, 'c')]) rememberPage(storage, search)
  expect(cursorBefore(storage, at(3, 'c'))).toBe('b')
  rememberPage(storage, at(2, 'b'))
  expect(cursorBefore(storage, at(2, 'b'))).toBeNull()
})

it('knows no way back from a link into the middle', () => {
  const storage = memory()
  rememberPage(storage, at(5, 'e'))
  expect(cursorBefore(storage, at(5, 'e'))).toBeUndefined()
})

it('does not mix up two searches', () => {
  const storage = memory()
  rememberPage(storage, at(1, null))
  rememberPage(storage, at(2, 'b'))
  expect(cursorBefore(storage, at(2, 'b', 'ann'))).toBeUndefined()
})

it('survives whatever else stands in the storage', () => {
  const storage = memory()
  storage.setItem('switchyard-trail', '{broken')
  expect(cursorBefore(storage, at(2, 'b'))).toBeUndefined()
})
