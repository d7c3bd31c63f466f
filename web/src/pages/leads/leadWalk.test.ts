import { describe, expect, it } from 'vitest'
import { placeIn, readWalk, rememberWalk, walkedOn, type LeadWalk } from './leadWalk.ts'

const walk: LeadWalk = {
  ids: ['9', '8', '7'],
  first: 51,
  total: { value: 110, exact: true },
  parameters: { campaign: 'many' },
  nextCursor: 'abc',
}

function storageWith(text: string | null) {
  let stored = text
  return {
    getItem: () => stored,
    setItem: (_key: string, value: string) => {
      stored = value
    },
  }
}

describe('the walk through a list', () => {
  it('knows the place, the lead before and the lead after', () => {
    expect(placeIn(walk, '8')).toEqual({ place: 52, before: '9', after: '7', more: false })
    expect(placeIn(walk, '9')).toMatchObject({ before: null })
    expect(placeIn(walk, '7')).toEqual({ place: 53, before: '8', after: null, more: true })
    expect(placeIn(walk, '1')).toBeNull()
  })

  it('goes on over the end of the page', () => {
    const further = walkedOn(walk, ['6', '5'], null)
    expect(placeIn(further, '7')).toMatchObject({ after: '6' })
    expect(placeIn(further, '5')).toMatchObject({ place: 55, after: null, more: false })
  })

  it('is remembered, and is none where something else stands in its place', () => {
    const storage = storageWith(null)
    expect(readWalk(storage)).toBeNull()
    rememberWalk(storage, walk)
    expect(readWalk(storage)).toEqual(walk)
    for (const text of ['{', '17', '{"ids":[1]}']) expect(readWalk(storageWith(text))).toBeNull()
  })
})
