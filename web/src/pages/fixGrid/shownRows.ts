// Which rows and columns the grid shows. Pure.

import type { DraftField, DraftRow } from '../../data/drafts.ts'
import { cellText, isChanged } from './cells.ts'
import { folded } from './fillCells.ts'
import { isProblemRow, problemKeys } from './problems.ts'

export interface ShowWish {
  readonly problemRows: boolean
  readonly problemColumns: boolean
  readonly changedRows: boolean
  readonly value: { readonly key: string; readonly text: string } | null
}

export const showAll: ShowWish = { problemRows: false, problemColumns: false, changedRows: false, value: null }

/** Their ids. Asked when the wish changes and not with every change of a cell, so that no row goes away under the cursor. */
export function shownIds(rows: readonly DraftRow[], wish: ShowWish): ReadonlySet<string> | null {
  const { problemRows, changedRows, value } = wish
  if (!problemRows && !changedRows && value === null) return null
  const found = rows.filter(
    (row) =>
      (!problemRows || isProblemRow(row)) &&
      (!changedRows || isChanged(row) || row.kept) &&
      (value === null || folded(cellText(row, value.key)) === folded(value.text)),
  )
  return new Set(found.map(({ id }) => id))
}

/** Those that say who the lead is stay; where no column has a problem, all do. */
export function shownFields(
  fields: readonly DraftField[],
  rows: readonly DraftRow[],
  wish: ShowWish,
): readonly DraftField[] {
  if (!wish.problemColumns) return fields
  const keys = problemKeys(
    rows,
    fields.map(({ key }) => key),
  )
  const found = fields.filter(({ key }) => keys.has(key))
  return found.length === 0 ? fields : found
}
