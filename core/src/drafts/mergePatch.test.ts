import fc from 'fast-check'
import { expect, test } from 'vitest'

import { keptCell, mergePatch, type CellsPatch, type DraftCells } from './mergePatch.ts'

const fields = ['make', 'city', 'email'] as const
const value = fc.option(fc.constantFrom('a', 'b', ''), { nil: null })
const cellsOf = fc.dictionary(fc.constantFrom(...fields), value)
const row = fc.record<DraftCells>({
  changes: cellsOf,
  touched: fc.dictionary(fc.constantFrom(...fields, keptCell), fc.integer({ min: 1, max: 9 })),
  kept: fc.boolean(),
})
const patch = fc
  .record({ set: cellsOf, kept: fc.option(fc.boolean(), { nil: undefined }) })
  .chain(({ set, kept }) =>
    fc.subarray(fields.filter((field) => !(field in set))).map((revert): CellsPatch => ({ set, revert, kept })),
  )
const seen = fc.integer({ min: 0, max: 9 })

test('The same patch again changes nothing and is no conflict, whatever happened before', () => {
  fc.assert(
    fc.property(row, patch, seen, (before, wanted, version) => {
      const once = mergePatch(before, wanted, version, 10)
      const accepted: CellsPatch = {
        set: Object.fromEntries(Object.entries(wanted.set).filter(([field]) => !once.conflicts.includes(field))),
        revert: wanted.revert.filter((field) => !once.conflicts.includes(field)),
        kept: once.conflicts.includes(keptCell) ? undefined : wanted.kept,
      }
      expect(mergePatch(once.cells, accepted, version, 11)).toEqual({
        cells: once.cells,
        changed: false,
        conflicts: [],
      })
    }),
  )
})

test('A cell is either as wanted or a conflict that keeps its value, and others are left alone', () => {
  fc.assert(
    fc.property(row, patch, seen, (before, wanted, version) => {
      const { cells, conflicts } = mergePatch(before, wanted, version, 10)
      for (const field of fields) {
        const was = before.changes[field]
        const isWanted = field in wanted.set || wanted.revert.includes(field)
        const expected = !isWanted || conflicts.includes(field) ? was : wanted.set[field]
        expect(cells.changes[field]).toBe(expected)
        if (conflicts.includes(field)) expect(before.touched[field] ?? 0).toBeGreaterThan(version)
      }
    }),
  )
})

test('Two tabs that change different cells of one row both have their change', () => {
  const first = mergePatch({ changes: {}, touched: {}, kept: false }, { set: { make: 'Audi' }, revert: [] }, 0, 1)
  const second = mergePatch(first.cells, { set: { city: 'Leeds' }, revert: [], kept: true }, 0, 2)
  expect(second).toMatchObject({ cells: { changes: { make: 'Audi', city: 'Leeds' }, kept: true }, conflicts: [] })
})

test('Two tabs that change one cell: the second is told, also when the first took its change back', () => {
  const first = mergePatch({ changes: {}, touched: {}, kept: false }, { set: { make: 'Audi' }, revert: [] }, 0, 1)
  expect(mergePatch(first.cells, { set: { make: 'Seat' }, revert: [] }, 0, 2).conflicts).toEqual(['make'])
  const back = mergePatch(first.cells, { set: {}, revert: ['make'] }, 1, 2)
  expect(back.cells.changes).toEqual({})
  expect(mergePatch(back.cells, { set: { make: 'Seat' }, revert: [] }, 1, 3).conflicts).toEqual(['make'])
})
