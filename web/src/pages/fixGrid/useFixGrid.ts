import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DraftField, DraftRow, WholeDraft } from '../../data/drafts.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { humanise } from '../../format/humanise.ts'
import { cellText, editOf, keepEdit, ownText, type Edit } from './cells.ts'
import { applyToAll, copyBlock, emptyCells, fillDown, pasteBlock, type Shown } from './fillCells.ts'
import { nextProblem, problemOf } from './problems.ts'
import { boxOf, within, type Place, type Range } from './range.ts'
import { showAll, shownFields, shownIds, type ShowWish } from './shownRows.ts'
import { formatTsv, parseTsv } from './tsv.ts'
import { useDraftSaving, type DraftSaving } from './useDraftSaving.ts'
import { useGridState, type GridStore } from './useGridState.ts'

export interface FixGrid extends GridStore {
  readonly saving: DraftSaving
  /** Those that are shown. */
  readonly rows: readonly DraftRow[]
  readonly fields: readonly DraftField[]
  readonly allFields: readonly DraftField[]
  readonly wish: ShowWish
  readonly show: (wish: ShowWish) => void
  readonly range: Range
  readonly mark: (to: Place, extend: boolean) => void
  readonly markAll: () => void
  readonly readOnly: boolean
  readonly edit: (edits: readonly Edit[]) => void
  readonly commands: GridCommands
  /** Always the same function, for parts that are not to be drawn again with every move. */
  readonly act: (does: (grid: FixGrid) => void) => void
}

export interface GridCommands {
  readonly problem: (step: 1 | -1) => void
  readonly type: (place: Place, text: string) => void
  /** `text` left out: what stands in the cell now, for every row whose own value was this one's. */
  readonly applyToAll: (place: Place, text?: string) => void
  readonly fillDown: () => void
  readonly empty: () => void
  readonly take: () => void
  readonly keep: () => void
  readonly copy: () => string
  /** Answers how many cells it changed. */
  readonly paste: (text: string) => number
}

/** One open draft: its cells, what is marked and shown, and what can be done. */
export function useFixGrid(whole: WholeDraft): FixGrid {
  const newest = useRef<FixGrid | null>(null)
  const store = useGridState(whole)
  const { state, dispatch } = store
  const mayOperate = useMayOperate()
  const readOnly = !mayOperate || !state.draft.mine || state.draft.running
  const saving = useDraftSaving(store, readOnly)
  const { checkAll } = saving
  useEffect(() => {
    // The set-up may be another one than when it was checked last. A failure is shown by itself.
    if (!readOnly) checkAll().catch(() => undefined)
  }, [readOnly, checkAll])

  const [wish, setWish] = useState(showAll)
  const [ids, setIds] = useState<ReadonlySet<string> | null>(null)
  const allFields = useMemo(() => whole.fields.map(named), [whole.fields])
  const [fields, setFields] = useState<readonly DraftField[]>(allFields)
  const rows = useMemo(
    () => (ids === null ? state.rows : state.rows.filter(({ id }) => ids.has(id))),
    [state.rows, ids],
  )
  const shown = useMemo<Shown>(
    () => ({ rows, keys: fields.map(({ key, computed }) => (computed ? null : key)) }),
    [rows, fields],
  )
  const most = { row: rows.length - 1, column: fields.length }
  const [wanted, setRange] = useState<Range>(() => firstRange(whole))
  // Rows and columns may have gone since it was marked.
  const range = useMemo(
    () => ({
      anchor: within(wanted.anchor, { row: rows.length - 1, column: fields.length }),
      head: within(wanted.head, { row: rows.length - 1, column: fields.length }),
    }),
    [wanted, rows.length, fields.length],
  )
  const box = boxOf(range)
  const keys = fields.map(({ key }) => key)
  const rowAt = (place: Place) => rows[place.row]
  const keyAt = (place: Place) => shown.keys[place.column - 1] ?? null
  const edit = (edits: readonly Edit[]) => {
    if (!readOnly) dispatch({ kind: 'edit', edits })
  }
  const mark = (to: Place, extend: boolean) => {
    const head = within(to, most)
    setRange(extend ? { anchor: range.anchor, head } : { anchor: head, head })
  }
  const type = (place: Place, text: string) => {
    const row = rowAt(place)
    const key = keyAt(place)
    const made = row && key !== null ? editOf(row, key, text) : null
    if (made) edit([made])
  }

  const commands: GridCommands = {
    problem(step) {
      const found = nextProblem(rows, keys, range.head, step)
      if (found) mark(found, false)
    },
    type,
    applyToAll(place, text) {
      const row = rowAt(place)
      const key = keyAt(place)
      if (row && key !== null) edit(applyToAll(state.rows, key, ownText(row, key), text ?? cellText(row, key)))
    },
    fillDown: () => edit(fillDown(shown, box)),
    empty: () => edit(emptyCells(shown, box)),
    take() {
      const row = rowAt(range.head)
      const key = keyAt(range.head)
      const [suggestion] = row && key !== null ? (problemOf(row, key)?.suggestions ?? []) : []
      if (suggestion !== undefined) type(range.head, suggestion)
    },
    keep() {
      const marked = rows.slice(box.top, box.bottom + 1)
      const isKept = !marked.every((row) => row.kept)
      edit(marked.flatMap((row) => keepEdit(row, isKept) ?? []))
    },
    copy: () => formatTsv(copyBlock(shown, box)),
    paste(text) {
      const block = parseTsv(text)
      const edits = pasteBlock(shown, block, box)
      edit(edits)
      const size = { row: block.length - 1, column: Math.max(0, ...block.map((row) => row.length)) - 1 }
      const end = { row: box.top + size.row, column: box.left + size.column }
      // What was pasted is marked, so that it can be seen, filled on or taken back.
      if (end.row > box.bottom || end.column > box.right) {
        setRange({ anchor: { row: box.top, column: box.left }, head: within(end, most) })
      }
      return readOnly ? 0 : edits.length
    },
  }

  const act = useCallback((does: (grid: FixGrid) => void) => {
    if (newest.current) does(newest.current)
  }, [])
  const grid: FixGrid = {
    ...store,
    saving,
    rows,
    fields,
    allFields,
    wish,
    show(next) {
      setWish(next)
      setIds(shownIds(state.rows, next))
      setFields(shownFields(allFields, state.rows, next))
      const head = { row: 0, column: range.head.column }
      setRange({ anchor: head, head })
    },
    range,
    mark,
    markAll: () => setRange({ anchor: { row: 0, column: 1 }, head: most }),
    readOnly,
    edit,
    commands,
    act,
  }
  useEffect(() => {
    newest.current = grid
  })
  return grid
}

/** Without a label of its own, by its key in words. */
function named(field: DraftField): DraftField {
  return field.label === field.key ? { ...field, label: humanise(field.key) } : field
}

/** The first cell with a problem, else the first cell of the cause's field. */
function firstRange({ draft, fields, rows }: WholeDraft): Range {
  const keys = fields.map(({ key }) => key)
  const column = draft.field === null ? 1 : keys.indexOf(draft.field) + 1
  const first = { row: 0, column: Math.max(1, column) }
  const [row] = rows
  const isThere = row !== undefined && draft.field !== null && problemOf(row, draft.field) !== null
  const head = isThere ? first : (nextProblem(rows, keys, { row: 0, column: 0 }, 1) ?? first)
  return { anchor: head, head }
}
