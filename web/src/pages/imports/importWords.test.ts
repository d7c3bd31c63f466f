import { rowVerdicts } from '@switchyard/contract/imports/words.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { verdicts, verdictWord } from './importWords.ts'

const count = fc.nat({ max: 100_000 })

it('has words for every verdict, and their counts leave no row out', () => {
  expect(verdicts.map(({ of }) => of).toSorted()).toEqual([...rowVerdicts].toSorted())
  const counts = fc.record({
    update: count,
    unchanged: count,
    create: count,
    unknownId: count,
    alreadyAccepted: count,
    conflicts: count,
    superseded: count,
    duplicates: count,
    invalid: count,
  })
  fc.assert(
    fc.property(counts, count, (each, ignored) => {
      const rows = Object.values(each).reduce((sum, one) => sum + one, 0)
      const told = verdicts.map((verdict) => verdict.count({ ...each, rows, ignoredEdits: ignored }))
      expect(told.reduce((sum, one) => sum + one, 0)).toBe(rows)
    }),
  )
})

it('shows a verdict that is newer than this page by its own name', () => {
  expect(verdictWord('setAside')).toBe('Set aside')
})
