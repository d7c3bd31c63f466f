import { expect, test } from 'vitest'
import type { Draft, DraftRow } from '../../data/drafts.ts'
import { editOf, keepEdit } from './cells.ts'
import { draftRow } from './draftRow.fixture.ts'
import { gridCounts } from './gridCounts.ts'
import { initialGrid, patchOf, reduceGrid, type GridState } from './gridState.ts'
import { showAll, shownFields, shownIds } from './shownRows.ts'

const failure = { code: 'X', field: 'make', message: 'no', suggestions: ['Ford'], severity: 'error' as const }
const refused = { state: 'refused' as const, code: 'X', reason: 'no', failures: [failure] }
const ready = { state: 'ready' as const, code: null, reason: null, failures: [] }
const counts = { rows: 2, ready: 0, left: 2, kept: 0, changed: 0, conflicts: 0 }
const draft: Draft = {
  id: '7',
  cause: null,
  about: '',
  field: 'make',
  campaign: 'auto',
  delivery: null,
  owner: 'ann@example.com',
  mine: true,
  version: 3,
  counts,
  jobId: null,
  running: false,
  createdAt: '2026-11-22T09:00:00.000Z',
  savedAt: '2026-11-22T09:00:00.000Z',
}

function start(): GridState {
  const rows = ['1', '2'].map((id) => draftRow({ id, values: { make: 'VW' }, verdict: refused }))
  return initialGrid({ draft, fields: [], rows })
}

function typed(state: GridState, id: string, key: string, text: string): GridState {
  const row = rowOf(state, id)
  const edit = editOf(row, key, text)
  return reduceGrid(state, { kind: 'edit', edits: edit ? [edit] : [] })
}

function rowOf(state: GridState, id: string): DraftRow {
  const row = state.rows.find((one) => one.id === id)
  if (!row) throw new Error(`There is no row ${id}`)
  return row
}

test('What was typed is sent once; what is typed while it is on its way goes with the next', () => {
  let state = typed(start(), '1', 'make', 'Ford')
  state = typed(state, '2', 'city', '')
  expect(patchOf(state)).toEqual({ version: 3, rows: { '1': { set: { make: 'Ford' }, revert: [], revision: 1 } } })
  state = reduceGrid(state, { kind: 'sent' })
  expect(patchOf(state)).toBeNull()
  state = typed(state, '1', 'make', 'VW')
  const answer = { version: 4, savedAt: '2026-11-22T09:00:02.000Z', conflicts: [], missing: [] }
  state = reduceGrid(state, { kind: 'saved', answer })
  expect(patchOf(state)).toEqual({ version: 4, rows: { '1': { set: {}, revert: ['make'], revision: 1 } } })
})

test('What could not be saved is sent again with what came after it', () => {
  let state = typed(start(), '1', 'make', 'Ford')
  const cells = state.unsaved
  state = typed(reduceGrid(state, { kind: 'sent' }), '2', 'make', '')
  state = reduceGrid(state, { kind: 'notSaved', cells })
  expect(patchOf(state)?.rows).toMatchObject({ '1': { set: { make: 'Ford' } }, '2': { set: { make: null } } })
})

test("Another tab's value stands where it was faster, is told of, and is not taken back", () => {
  let state = typed(start(), '1', 'make', 'Ford')
  state = reduceGrid(state, { kind: 'sent' })
  const conflicts = [{ id: '1', field: 'make', value: 'Audi', kept: false }]
  state = reduceGrid(state, {
    kind: 'saved',
    answer: { version: 5, savedAt: draft.savedAt, conflicts, missing: ['2'] },
  })
  expect(rowOf(state, '1').changes).toEqual({ make: 'Audi' })
  expect(state.lost).toEqual([{ id: '1', key: 'make' }])
  expect(reduceGrid(state, { kind: 'undo' })).toBe(state)
  expect(state.rows.map(({ id }) => id)).toEqual(['1'])
})

test('A verdict counts only for what was checked', () => {
  const first = typed(start(), '1', 'make', 'Ford')
  expect(rowOf(first, '1').verdict).toMatchObject({ state: 'unchecked', failures: [] })
  const asked = new Map(first.rows.map((row) => [row.id, row]))
  const answer = {
    version: 4,
    counts,
    plan: null,
    rows: [{ id: '1', verdict: ready, currentRevision: 1, editing: [] }],
  }
  expect(gridCounts(reduceGrid(first, { kind: 'checked', answer, asked }).rows)).toMatchObject({ ready: 1, left: 1 })
  const later = typed(first, '1', 'make', 'Frod')
  expect(rowOf(reduceGrid(later, { kind: 'checked', answer, asked }), '1').verdict.state).toBe('unchecked')
})

test('A change behind which somebody else has edited is not ready until that was seen', () => {
  const whole = {
    draft,
    fields: [],
    rows: [draftRow({ changes: { make: 'Ford' }, currentRevision: 2, verdict: ready })],
  }
  const before = initialGrid(whole)
  expect(gridCounts(before.rows)).toMatchObject({ ready: 0, left: 1 })
  const after = reduceGrid(before, { kind: 'accept', id: '1' })
  expect(patchOf(after)?.rows).toEqual({ '1': { set: {}, revert: [], revision: 2 } })
})

test('Only problem rows, changed ones, or those with a value; kept ones are no problem', () => {
  let state = typed(start(), '1', 'make', 'Ford')
  const keep = keepEdit(rowOf(state, '2'), true)
  state = reduceGrid(state, { kind: 'edit', edits: keep ? [keep] : [] })
  const ids = (wish: Partial<typeof showAll>) => shownIds(state.rows, { ...showAll, ...wish })
  expect(ids({})).toBeNull()
  expect(ids({ problemRows: true })).toEqual(new Set(['1']))
  expect(ids({ changedRows: true })).toEqual(new Set(['1', '2']))
  expect(ids({ value: { key: 'make', text: 'vw' } })).toEqual(new Set(['2']))
  const field = { label: '', type: 'text', required: false, computed: false, choices: null }
  const fields = ['make', 'city'].map((key) => ({ key, ...field }))
  expect(shownFields(fields, state.rows, { ...showAll, problemColumns: true }).map(({ key }) => key)).toEqual(['make'])
})

test('Rows that others have taken care of go; what they edited is shown below what was typed here', () => {
  const first = typed(start(), '1', 'make', 'Ford')
  const asked = new Map(first.rows.map((row) => [row.id, row]))
  const plan = {
    leads: 0,
    accepted: 0,
    stillRejected: [],
    quarantined: 0,
    errored: 0,
    kept: 0,
    leftOut: [],
    untouched: 0,
  }
  const answer = { version: 4, counts, plan, rows: [{ id: '1', verdict: ready, currentRevision: 2, editing: ['Jo'] }] }
  const left = reduceGrid(first, { kind: 'checked', answer, asked })
  expect(left.rows).toMatchObject([{ id: '1', editing: ['Jo'] }])
  const read = draftRow({ values: { make: 'Seat' }, revision: 1, currentRevision: 2 })
  const now = rowOf(reduceGrid(left, { kind: 'refreshed', rows: [read] }), '1')
  expect(now).toMatchObject({ values: { make: 'Seat' }, changes: { make: 'Ford' }, revision: 1, currentRevision: 2 })
})
