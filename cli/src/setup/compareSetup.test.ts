import { describe, expect, it } from 'vitest'

import { compareSetup } from './compareSetup.ts'
import { emptySetup, type Document, type SetupFile } from './sections.ts'

const withList = (makes: Document): SetupFile => ({ ...emptySetup(), picklists: { makes } })

const paths = (wanted: Document, stored: Document) =>
  compareSetup(withList(wanted), withList(stored)).map((change) => change.paths)

describe('a picklist in a file', () => {
  const list = { name: 'Makes', values: [{ value: 'Ford' }] }

  it('is the same whether or not defaults are written out', () => {
    expect(paths(list, { ...list, caseSensitive: false, locked: false })).toEqual([[]])
  })

  it('leaves a lock as it is unless it speaks of it', () => {
    const locked = { ...list, locked: true, lockReason: 'Kept by the portal' }
    expect(paths(list, locked)).toEqual([[]])
    expect(paths({ ...list, locked: false }, locked)).toEqual([['locked', 'lockReason']])
  })

  it('is another one with another value', () => {
    expect(paths({ ...list, values: [{ value: 'Kia' }] }, list)).toEqual([['values[0].value']])
  })
})
