// A value that no lead waits for: the list and its mappers are written as they are, one after the other.

import { readMapper, readPicklist, writeMapper, writePicklist } from '../../../data/lists.ts'
import { spell } from './draft.ts'

export interface NewValue {
  readonly value: string
  /** How it was sent; what differs from the value becomes a synonym. */
  readonly spellings: readonly { readonly value: string }[]
  readonly cells: Readonly<Record<string, string | null>>
}

/** Mappers first: a pair may be written ahead of the list, a value without its pair goes out wrong. */
export async function addValue(list: string, { value, spellings, cells }: NewValue): Promise<void> {
  for (const [key, code] of Object.entries(cells)) {
    if (code === null) continue
    const { key: _key, version, updatedAt: _at, updatedBy: _by, ...mapper } = await readMapper(key)
    await writeMapper(key, { ...mapper, pairs: { ...mapper.pairs, [value]: code } }, version)
  }
  const { key: _key, version, updatedAt: _at, updatedBy: _by, ...document } = await readPicklist(list)
  const synonyms = others(value, spellings, document.caseSensitive)
  await writePicklist(list, { ...document, values: [...document.values, { value, synonyms }] }, version)
}

/** The list has `to` already: what was sent becomes synonyms of it. */
export async function addSynonyms(list: string, to: string, spellings: NewValue['spellings']): Promise<void> {
  const { key: _key, version, updatedAt: _at, updatedBy: _by, ...document } = await readPicklist(list)
  const values = document.values.map((one) => {
    if (one.value !== to) return one
    const more = others(to, spellings, document.caseSensitive).filter((synonym) => !one.synonyms.includes(synonym))
    return { ...one, synonyms: [...one.synonyms, ...more] }
  })
  await writePicklist(list, { ...document, values }, version)
}

function others(value: string, spellings: NewValue['spellings'], caseSensitive: boolean): string[] {
  const seen = new Set([spell(value, caseSensitive)])
  return spellings
    .map((one) => one.value)
    .filter((one) => {
      const spelling = spell(one, caseSensitive)
      if (seen.has(spelling)) return false
      seen.add(spelling)
      return true
    })
}
