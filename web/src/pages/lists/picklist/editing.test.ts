// Editing a picklist: what is pasted, what it changes, and what the server would refuse.

import { describe, expect, it } from 'vitest'
import fc from 'fast-check'

import type { Picklist } from '../../../data/lists.ts'
import { addRows, changeRow, documentOf, draftOf, moveRow, removeRow, synonymsIn } from './draft.ts'
import { draftProblems } from './draftProblems.ts'
import { listChanges } from './listChanges.ts'
import { matchingRows } from './matchingRows.ts'
import { pastedInto, pastedLines, planPaste } from './pastedValues.ts'

const stored: Picklist = {
  key: 'makes',
  version: 3,
  updatedAt: '2026-11-20T10:00:00Z',
  updatedBy: 'ann@example.com',
  name: 'Makes',
  caseSensitive: false,
  locked: false,
  values: [
    { value: 'Ford', synonyms: [] },
    { value: 'Volkswagen', label: 'VW cars', synonyms: ['VW'] },
    { value: 'Citroën', synonyms: [] },
  ],
}
const draft = draftOf(stored)
const words = (changed: typeof draft) => listChanges(stored, changed).map((one) => one.words)

describe('an edited list', () => {
  it('is unchanged as long as nobody changes it', () => {
    expect(listChanges(stored, draft)).toEqual([])
    expect(documentOf(draft)).toMatchObject({ name: 'Makes', values: stored.values })
  })

  it('says each change in words', () => {
    let changed = changeRow(draft, 1, { synonyms: ['VW', 'V.W.'], label: '' })
    changed = removeRow(changed, 0)
    changed = addRows(changed, [{ value: ' Kia ', synonyms: ['KIA Motors'] }])
    expect(words(changed)).toEqual([
      '“V.W.” means “Volkswagen”',
      '“Volkswagen” loses its label',
      '“Kia” added, with “KIA Motors” as synonyms',
      '“Ford” removed',
    ])
    expect(words(moveRow(draft, 2, -1))).toEqual(['The order of the values changes'])
    expect(words({ ...draft, locked: true })).toEqual(['The list is locked'])
  })

  it('tells of rows that the server would refuse', () => {
    const doubled = addRows(draft, [
      { value: 'ford' },
      { label: 'nothing' },
      { value: 'Seat', synonyms: ['vw', 'FORD'] },
    ])
    expect([...draftProblems(doubled)]).toEqual([
      [3, '“ford” stands in the list already (see row 1).'],
      [4, 'This row needs a value.'],
      [5, '“vw” already means “Volkswagen”.'],
    ])
    expect(draftProblems(draft).size).toBe(0)
  })

  it('never loses or doubles a row by moving', () => {
    const moves = fc.array(fc.tuple(fc.nat(4), fc.constantFrom(-1 as const, 1 as const)))
    fc.assert(
      fc.property(moves, (steps) => {
        const moved = steps.reduce((now, [id, by]) => moveRow(now, id, by), draft)
        expect(new Set(moved.rows.map(({ id }) => id))).toEqual(new Set([0, 1, 2]))
        expect(moved.rows).toHaveLength(3)
      }),
    )
  })

  it('is searched in values, labels and synonyms, without case and accents', () => {
    const found = (text: string) => matchingRows(draft.rows, text).map(({ value }) => value)
    expect([found('citroen'), found('vw'), found('VW CARS'), found('  ')]).toEqual([
      ['Citroën'],
      ['Volkswagen'],
      ['Volkswagen'],
      ['Ford', 'Volkswagen', 'Citroën'],
    ])
  })
})

describe('a pasted list', () => {
  it('takes values by line and synonyms from the columns behind, without the quotes of a spreadsheet', () => {
    expect(pastedLines('Ford\r\n\r\n"Say ""hi"""\tHi; Hello\n Kia \tKIA\tK.I.A.\n')).toEqual([
      { value: 'Ford', synonyms: [] },
      { value: 'Say "hi"', synonyms: ['Hi', 'Hello'] },
      { value: 'Kia', synonyms: ['KIA', 'K.I.A.'] },
    ])
  })

  it('says what is new, what gets synonyms, what is there already and which synonyms are taken', () => {
    const plan = planPaste(draft, pastedLines('FORD\nFord\tFoMoCo\nKia\tVW\nkia\tKIA Motors\nVolkswagen\tvw'))
    expect(plan).toMatchObject({
      fresh: [{ value: 'Kia', synonyms: ['KIA Motors'] }],
      changed: [{ row: { value: 'Ford' }, synonyms: ['FoMoCo'] }],
      double: [{ value: 'FORD' }, { value: 'Volkswagen' }],
      taken: [{ synonym: 'VW', value: 'Volkswagen' }],
    })
    const { rows, added } = pastedInto(draft, plan)
    const taken = addRows({ ...draft, rows }, added)
    expect(draftProblems(taken).size).toBe(0)
    expect(words(taken)).toEqual(['“FoMoCo” means “Ford”', '“Kia” added, with “KIA Motors” as synonyms'])
  })

  it('never makes a list that the server would refuse', () => {
    const word = fc.constantFrom('Ford', 'ford', 'VW', 'vw', 'Kia', 'KIA', 'A', 'a', 'B')
    const lines = fc.array(fc.record({ value: word, synonyms: fc.array(word, { maxLength: 3 }) }), { maxLength: 8 })
    fc.assert(
      fc.property(lines, (pasted) => {
        const plan = planPaste(draft, pasted)
        const { rows, added } = pastedInto(draft, plan)
        expect([...draftProblems(addRows({ ...draft, rows }, added)).values()]).toEqual([])
      }),
    )
  })
})

describe('synonyms as they are typed', () => {
  it('stand between semicolons, each once', () => {
    expect(synonymsIn(' VW ; V.W.;; VW;')).toEqual(['VW', 'V.W.'])
  })
})
