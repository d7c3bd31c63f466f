import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DraftRow } from '../../data/drafts.ts'
import { cellText, editOf, withTyped, type Edit } from './cells.ts'
import { draftRow } from './draftRow.fixture.ts'
import { applyToAll, copyBlock, fillDown, pasteBlock, type Shown } from './fillCells.ts'
import { nextProblem } from './problems.ts'
import { replaceText } from './replaceText.ts'
import { formatTsv, parseTsv } from './tsv.ts'
import { emptyStack, push, redo, undo } from './undoStack.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'B', 'é', '"', '\t', '\n', '\r', ' ', ','), maxLength: 6 })

describe('The clipboard of a spreadsheet', () => {
  test('Every block of cells is read as it was written', () => {
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      )
    fc.assert(
      fc.property(block, (cells) => {
        expect(parseTsv(formatTsv(cells))).toEqual(cells)
      }),
    )
  })

  test('What spreadsheets write is understood: a last line break, quoted cells with line breaks, marks inside text', () => {
    expect(parseTsv('VW\r\nAudi\r\n')).toEqual([['VW'], ['Audi']])
    expect(parseTsv('a\t"two\nlines ""x"""\tc')).toEqual([['a', 'two\nlines "x"', 'c']])
    expect(parseTsv('12" wheel\t"half" done')).toEqual([['12" wheel', '"half" done']])
    expect(parseTsv('')).toEqual([['']])
    expect(parseTsv('a\t\n\tb')).toEqual([
      ['a', ''],
      ['', 'b'],
    ])
  })
})

const keys = ['make', 'city']
const rowOf = (id: number, make: string, city: string) => draftRow({ id: String(id), values: { make, city } })
const rows = [rowOf(1, 'VW', 'Leeds'), rowOf(2, 'vw ', 'York'), rowOf(3, 'Audi', ''), rowOf(4, 'VW', 'Bath')]
const shown: Shown = { rows, keys }

function after(before: readonly DraftRow[], edits: readonly Edit[]): readonly DraftRow[] {
  return before.map((row) =>
    edits.filter(({ id }) => id === row.id).reduce((so, { key, to }) => withTyped(so, key, to), row),
  )
}
const makes = (edits: readonly Edit[]) => after(rows, edits).map((row) => cellText(row, 'make'))

describe('Many cells at once', () => {
  const cell = (top: number, left: number, bottom = top, right = left) => ({ top, bottom, left, right })

  test('A pasted column goes down from the cell, one value fills the mark, and nothing goes beyond the grid', () => {
    expect(makes(pasteBlock(shown, [['Seat'], ['Ford']], cell(1, 1)))).toEqual(['VW', 'Seat', 'Ford', 'VW'])
    expect(makes(pasteBlock(shown, [['Ford']], cell(0, 1, 2)))).toEqual(['Ford', 'Ford', 'Ford', 'VW'])
    expect(makes(pasteBlock(shown, [['A'], ['B']], cell(0, 1, 3)))).toEqual(['A', 'B', 'A', 'B'])
    const beyond = pasteBlock(
      shown,
      [
        ['x', 'y', 'z'],
        ['u', 'v', 'w'],
      ],
      cell(3, 2),
    )
    expect(beyond).toEqual([{ id: '4', key: 'city', from: undefined, to: 'x' }])
    expect(pasteBlock({ rows, keys: [null, 'city'] }, [['Ford']], cell(0, 1))).toEqual([])
  })

  test('Filling down takes the upper row, or the row above a single one', () => {
    expect(makes(fillDown(shown, cell(0, 1, 2)))).toEqual(['VW', 'VW', 'VW', 'VW'])
    expect(makes(fillDown(shown, cell(2, 1)))).toEqual(['VW', 'vw ', 'vw ', 'VW'])
    expect(fillDown(shown, cell(0, 1))).toEqual([])
  })

  test('A value is given to every row that had the same, whatever its case', () => {
    expect(makes(applyToAll(rows, 'make', 'VW', 'Volkswagen'))).toEqual([
      'Volkswagen',
      'Volkswagen',
      'Audi',
      'Volkswagen',
    ])
  })

  test('What is copied and pasted in place changes nothing', () => {
    fc.assert(
      fc.property(
        fc.nat(3),
        fc.nat(3),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 1, max: 2 }),
        (a, b, c, d) => {
          const box = { top: Math.min(a, b), bottom: Math.max(a, b), left: Math.min(c, d), right: Math.max(c, d) }
          expect(pasteBlock(shown, parseTsv(formatTsv(copyBlock(shown, box))), box)).toEqual([])
        },
      ),
    )
  })
})

describe('Find and replace', () => {
  const base = { find: 'vw', to: 'Volkswagen', key: 'make', whole: true, matchCase: false }
  test('Whole cells, parts of them, in one field or in all, with case or without', () => {
    expect(makes(replaceText(rows, keys, base))).toEqual(['Volkswagen', 'Volkswagen', 'Audi', 'Volkswagen'])
    expect(replaceText(rows, keys, { ...base, matchCase: true })).toHaveLength(1)
    expect(replaceText(rows, keys, { ...base, find: 'd', to: '$&', whole: false, key: null })).toEqual([
      { id: '1', key: 'city', from: undefined, to: 'Lee$&s' },
      { id: '3', key: 'make', from: undefined, to: 'Au$&i' },
    ])
    expect(replaceText(rows, keys, { ...base, find: '', whole: false })).toEqual([])
    expect(replaceText(rows, keys, { ...base, find: '', to: 'Hull', key: 'city' })).toMatchObject([
      { id: '3', to: 'Hull' },
    ])
  })

  test('Afterwards nothing is found any more, unless the new text has it too', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), word, fc.boolean(), (values, find, whole) => {
        const some = values.map((value, index) => rowOf(index, value, ''))
        const wish = { find, to: '-', key: 'make', whole, matchCase: true }
        expect(replaceText(after(some, replaceText(some, keys, wish)), keys, wish)).toEqual([])
      }),
    )
  })
})

describe('Taking back', () => {
  const step = fc.array(fc.tuple(fc.nat(3), fc.constantFrom(...keys), text), { minLength: 1, maxLength: 3 })

  test('Undoing everything leads back to the beginning, doing it again to the end', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        let now: readonly DraftRow[] = rows
        let stack = emptyStack
        for (const one of steps) {
          const edits: Edit[] = []
          for (const [row, key, value] of new Map(one.map((cell) => [`${cell[0]} ${cell[1]}`, cell])).values()) {
            const at = now[row]
            const edit = at ? editOf(at, key, value) : null
            if (edit) edits.push(edit)
          }
          if (edits.length === 0) continue
          now = after(now, edits)
          stack = push(stack, edits)
        }
        const end = now
        for (let back = undo(stack); back; back = undo(stack)) {
          now = after(now, back.edits)
          stack = back.stack
        }
        expect(now).toEqual(rows)
        for (let again = redo(stack); again; again = redo(stack)) {
          now = after(now, again.edits)
          stack = again.stack
        }
        expect(now).toEqual(end)
      }),
    )
  })
})

test('The next problem is found in both directions and from the other end again; rows that are kept have none', () => {
  const failure = { code: 'X', message: 'no', suggestions: [], severity: 'error' as const }
  const bad = (id: string, field: string | null, kept = false) =>
    draftRow({ id, kept, verdict: { state: 'refused', code: 'X', reason: 'no', failures: [{ ...failure, field }] } })
  const good = draftRow({ id: '9', verdict: { state: 'ready', code: null, reason: null, failures: [] } })
  const some = [good, bad('1', 'city'), bad('2', null), bad('3', 'make', true)]
  const at = (row: number, column: number, step: 1 | -1) => nextProblem(some, keys, { row, column }, step)
  expect(at(0, 0, 1)).toEqual({ row: 1, column: 2 })
  expect(at(1, 2, 1)).toEqual({ row: 2, column: 0 })
  expect(at(2, 0, 1)).toEqual({ row: 1, column: 2 })
  expect(at(1, 2, -1)).toEqual({ row: 2, column: 0 })
  expect(nextProblem([good], keys, { row: 0, column: 0 }, 1)).toBeNull()
})
