// Editing a mapper: its rows, what is pasted into them, and what changes.

import { describe, expect, it } from 'vitest'

import type { Mapper } from '../../../data/lists.ts'
import { addPairs, changePair, documentOf, draftOf, pairProblems, removePair } from './draft.ts'
import { mapperChanges } from './mapperChanges.ts'
import { codesInto, planCodes } from './pastedCodes.ts'
import { text } from './text.ts'

const stored: Mapper = {
  key: 'codes',
  version: 2,
  updatedAt: '2026-11-20T10:00:00Z',
  updatedBy: 'ann@example.com',
  picklist: 'makes',
  pairs: { ford: 'FRD', Lada: 'LAD', Kia: '' },
  missing: 'hold',
}
const seen = [
  { value: 'Ford', leads: 9, to: 'FRD' },
  { value: 'Opel', leads: 1, to: null },
]
const start = draftOf(stored, ['Ford', 'Audi', 'Kia'], seen)
const words = (draft: typeof start) => mapperChanges(stored, start, draft).map((one) => one.words)

describe('the rows of a mapper', () => {
  it('are the values of its list, then other pairs, then what came beside them', () => {
    expect(start.rows.map(({ from, to, isOfList }) => [from, to, isOfList])).toEqual([
      ['Ford', 'FRD', true],
      ['Audi', '', true],
      ['Kia', '', true],
      ['Lada', 'LAD', false],
      ['Opel', '', false],
    ])
    expect(words(start)).toEqual([])
  })

  it('keep a pair that sends nothing, and take the spelling of the list', () => {
    expect(documentOf(start)).toEqual({
      picklist: 'makes',
      pairs: { Ford: 'FRD', Kia: '', Lada: 'LAD' },
      missing: 'hold',
    })
  })

  it('say what changes', () => {
    let draft = changePair(start, 1, { to: ' AUD ' })
    draft = changePair(draft, 0, { to: 'F' })
    draft = removePair(draft, 3)
    expect(words({ ...draft, policy: 'default', defaultCode: 'X' })).toEqual([
      'Values without a code: goes out as “X”',
      '“Ford” becomes “F” (was “FRD”)',
      '“Audi” becomes “AUD”',
      '“Lada” loses its code',
    ])
  })

  it('stand once each', () => {
    const draft = addPairs({ ...start, picklist: '' }, [
      { from: 'Ford', to: '1' },
      { from: ' ', to: '2' },
    ])
    expect([...pairProblems(draft, text).values()]).toEqual(['“Ford” stands here already.', 'This row needs a value.'])
  })
})

describe('pasted codes', () => {
  const pasted = 'audi\tAUD\nFord=FRD\nKia -> K\nSeat\tS\nnothing here\n'

  it('find their rows without case, and tell what has no place', () => {
    const plan = planCodes(start, pasted)
    expect(plan).toMatchObject({
      set: [
        { row: { from: 'Audi' }, to: 'AUD' },
        { row: { from: 'Kia' }, to: 'K' },
      ],
      fresh: [],
      same: 1,
      strange: ['Seat'],
      unread: ['nothing here'],
    })
    expect(documentOf(codesInto(start, plan)).pairs).toMatchObject({ Audi: 'AUD', Kia: 'K', Ford: 'FRD' })
  })

  it('make new pairs where no picklist says which values there are', () => {
    expect(planCodes({ ...start, picklist: '' }, 'Seat => S').fresh).toEqual([{ from: 'Seat', to: 'S' }])
  })
})
