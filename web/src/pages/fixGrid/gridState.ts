// The rows of the grid with what was typed in them, what can be taken back, and what the server does not have yet. Pure.

import type { Draft, DraftChecked, DraftPatch, DraftRow, DraftSaved, WholeDraft } from '../../data/drafts.ts'
import { assertNever } from '../../ui/assertNever.ts'
import { isChanged, isTyped, keptKey, withTyped, type Edit, type Typed } from './cells.ts'
import { withoutVerdictOn } from './problems.ts'
import { emptyStack, push, redo, undo, withoutCell, type UndoStack } from './undoStack.ts'

export interface GridState {
  readonly draft: Draft
  readonly rows: readonly DraftRow[]
  readonly places: ReadonlyMap<string, number>
  readonly stack: UndoStack
  /** Cells by lead that were typed in since they were last sent. */
  readonly unsaved: ReadonlyMap<string, ReadonlySet<string>>
  readonly version: number
  readonly savedAt: string
  /** Cells in which another tab was faster, newest last. */
  readonly lost: readonly { readonly id: string; readonly key: string }[]
}

export type GridAction =
  | { readonly kind: 'edit'; readonly edits: readonly Edit[] }
  | { readonly kind: 'undo' | 'redo' }
  /** The changes of a row are made on the newest revision, which was seen. */
  | { readonly kind: 'accept'; readonly id: string }
  /** What is unsaved is on its way. */
  | { readonly kind: 'sent' }
  | { readonly kind: 'notSaved'; readonly cells: GridState['unsaved'] }
  | { readonly kind: 'saved'; readonly answer: DraftSaved }
  /** `asked`: the rows as they were when they were sent to be checked. */
  | { readonly kind: 'checked'; readonly answer: DraftChecked; readonly asked: ReadonlyMap<string, DraftRow> }
  /** Somebody has edited leads: their values are read again, what was typed here stays. */
  | { readonly kind: 'refreshed'; readonly rows: readonly DraftRow[] }

/** Where the revision of a row stands among its unsaved cells. */
const revisionKey = '\u0000revision'

export function initialGrid({ draft, rows }: WholeDraft): GridState {
  return {
    draft,
    rows,
    places: placesOf(rows),
    stack: emptyStack,
    unsaved: new Map(),
    version: draft.version,
    savedAt: draft.savedAt,
    lost: [],
  }
}

export function reduceGrid(state: GridState, action: GridAction): GridState {
  switch (action.kind) {
    case 'edit':
      return action.edits.length === 0
        ? state
        : { ...applied(state, action.edits), stack: push(state.stack, action.edits) }
    case 'undo':
    case 'redo': {
      const step = action.kind === 'undo' ? undo(state.stack) : redo(state.stack)
      return step ? { ...applied(state, step.edits), stack: step.stack } : state
    }
    case 'accept':
      return {
        ...withRow(state, action.id, (row) => ({
          ...row,
          revision: row.currentRevision,
          verdict: { ...row.verdict, state: 'unchecked' },
        })),
        unsaved: marked(state.unsaved, [[action.id, revisionKey]]),
      }
    case 'sent':
      return { ...state, unsaved: new Map() }
    case 'notSaved': {
      const cells = [...action.cells].flatMap(([id, keys]) => [...keys].map((key): [string, string] => [id, key]))
      return { ...state, unsaved: marked(state.unsaved, cells) }
    }
    case 'saved':
      return saved(state, action.answer)
    case 'checked':
      return checked(state, action.answer, action.asked)
    case 'refreshed':
      return refreshed(state, action.rows)
    default:
      return assertNever(action)
  }
}

/** What has to be sent; null: nothing. */
export function patchOf({ rows, places, unsaved, version }: GridState): DraftPatch | null {
  if (unsaved.size === 0) return null
  const patches = [...unsaved].flatMap(([id, keys]) => {
    const row = rows[places.get(id) ?? -1]
    if (!row) return []
    const fields = [...keys].filter((key) => key !== keptKey && key !== revisionKey)
    const set = Object.fromEntries(
      fields.filter((key) => isTyped(row, key)).map((key) => [key, row.changes[key] ?? null] as const),
    )
    const revert = fields.filter((key) => !isTyped(row, key))
    return [[id, { set, revert, revision: row.revision, ...(keys.has(keptKey) ? { kept: row.kept } : {}) }] as const]
  })
  return { version, rows: Object.fromEntries(patches) }
}

function applied(state: GridState, edits: readonly Edit[]): GridState {
  const rows = [...state.rows]
  for (const { id, key, to } of edits) {
    const place = state.places.get(id)
    const row = place === undefined ? undefined : rows[place]
    if (place === undefined || !row) continue
    const typed = withTyped(row, key, to)
    // What nobody had typed over follows the lead until now.
    const revision = isChanged(row) ? row.revision : row.currentRevision
    rows[place] = { ...typed, revision, verdict: withoutVerdictOn(row, key) }
  }
  return {
    ...state,
    rows,
    unsaved: marked(
      state.unsaved,
      edits.map(({ id, key }) => [id, key]),
    ),
  }
}

function marked(unsaved: GridState['unsaved'], cells: readonly (readonly [string, string])[]): GridState['unsaved'] {
  const next = new Map(unsaved)
  for (const [id, key] of cells) next.set(id, new Set([...(next.get(id) ?? []), key]))
  return next
}

/** Where another tab was faster its value stands from now on. */
function saved(state: GridState, answer: DraftSaved): GridState {
  let next: GridState = { ...state, version: answer.version, savedAt: answer.savedAt }
  for (const { id, field, value, kept } of answer.conflicts) {
    const key = field ?? keptKey
    // Typed in again since: the newest wish wins, and is sent with the version that is known now.
    if (state.unsaved.get(id)?.has(key)) continue
    const theirs: Typed = key === keptKey ? (kept ? 'kept' : undefined) : value
    next = {
      ...withRow(next, id, (row) => withTyped(row, key, theirs)),
      stack: withoutCell(next.stack, id, key),
      lost: [...next.lost, { id, key }],
    }
  }
  return answer.missing.length === 0 ? next : withoutRows(next, answer.missing)
}

function checked(state: GridState, answer: DraftChecked, asked: ReadonlyMap<string, DraftRow>): GridState {
  const rows = [...state.rows]
  for (const { id, verdict, editing } of answer.rows) {
    const place = state.places.get(id)
    const row = place === undefined ? undefined : rows[place]
    const then = asked.get(id)
    // A verdict on what has been typed over since says nothing.
    if (place === undefined || !row || row.changes !== then?.changes || row.kept !== then.kept) continue
    const same = editing.join() === row.editing.join()
    rows[place] = { ...row, verdict, editing: same ? row.editing : editing }
  }
  const next = { ...state, rows }
  if (answer.plan === null) return next
  // All that are left were checked: the others have been taken care of by somebody else.
  const left = new Set(answer.rows.map(({ id }) => id))
  const gone = rows.filter((row) => !left.has(row.id) && asked.has(row.id) && !isChanged(row)).map(({ id }) => id)
  return gone.length === 0 ? next : withoutRows(next, gone)
}

function refreshed(state: GridState, rows: readonly DraftRow[]): GridState {
  const newest = new Map(rows.map((row) => [row.id, row]))
  return {
    ...state,
    rows: state.rows.map((row) => {
      const found = newest.get(row.id)
      if (!found || found.currentRevision === row.currentRevision) return row
      const { values, received, currentRevision, status, editing } = found
      const revision = isChanged(row) ? row.revision : currentRevision
      return { ...row, values, received, currentRevision, status, editing, revision }
    }),
  }
}

function withRow(state: GridState, id: string, change: (row: DraftRow) => DraftRow): GridState {
  const place = state.places.get(id)
  const row = place === undefined ? undefined : state.rows[place]
  return place === undefined || !row ? state : { ...state, rows: state.rows.with(place, change(row)) }
}

function withoutRows(state: GridState, ids: readonly string[]): GridState {
  const gone = new Set(ids)
  const rows = state.rows.filter(({ id }) => !gone.has(id))
  return { ...state, rows, places: placesOf(rows) }
}

function placesOf(rows: readonly DraftRow[]): ReadonlyMap<string, number> {
  return new Map(rows.map(({ id }, place) => [id, place]))
}
