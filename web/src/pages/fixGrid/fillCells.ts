// Many cells at once: pasted, filled down, emptied, given the same value. Each answers the edits that it comes to. Pure.

import type { DraftRow } from '../../data/drafts.ts'
import { cellText, editOf, ownText, type Edit } from './cells.ts'
import type { Box } from './range.ts'

/** The part of the grid that is shown. */
export interface Shown {
  readonly rows: readonly DraftRow[]
  /** Keys of the fields in their order; those that are worked out from others are null and stay as they are. */
  readonly keys: readonly (string | null)[]
}

/** One pasted cell fills the whole mark; a mark that is a multiple of the block is tiled; otherwise the block goes where the mark begins. */
export function pasteBlock(shown: Shown, block: readonly (readonly string[])[], box: Box): Edit[] {
  const height = block.length
  const width = Math.max(0, ...block.map((row) => row.length))
  if (height === 0 || width === 0) return []
  const marked = { height: box.bottom - box.top + 1, width: box.right - box.left + 1 }
  const tall = marked.height % height === 0 ? marked.height : height
  const wide = marked.width % width === 0 ? marked.width : width
  const edits: (Edit | null)[] = []
  for (let down = 0; down < tall; down += 1) {
    const row = shown.rows[box.top + down]
    if (!row) break
    for (let across = 0; across < wide; across += 1) {
      const text = block[down % height]?.[across % width]
      const key = shown.keys[box.left + across - 1]
      if (text !== undefined && key) edits.push(editOf(row, key, text))
    }
  }
  return edits.flatMap((edit) => edit ?? [])
}

/** The upper row of the mark goes into the others; of a single row, the row above goes into it. */
export function fillDown(shown: Shown, box: Box): Edit[] {
  const from = box.top === box.bottom ? box.top - 1 : box.top
  const source = shown.rows[from]
  if (!source) return []
  const target = { ...box, top: from + 1 }
  return eachCell(shown, target, (row, key) => editOf(row, key, cellText(source, key)))
}

export function emptyCells(shown: Shown, box: Box): Edit[] {
  return eachCell(shown, box, (row, key) => editOf(row, key, ''))
}

/** The same value for every row of the draft whose own value was the one that stood there. */
export function applyToAll(rows: readonly DraftRow[], key: string, was: string, text: string): Edit[] {
  const wanted = folded(was)
  return rows.flatMap((row) => {
    const edit = folded(ownText(row, key)) === wanted ? editOf(row, key, text) : null
    return edit ?? []
  })
}

export function copyBlock(shown: Shown, box: Box): string[][] {
  return shown.rows.slice(box.top, box.bottom + 1).map((row) => {
    const fields = shown.keys.slice(Math.max(0, box.left - 1), box.right).map((key) => (key ? cellText(row, key) : ''))
    return box.left === 0 ? [row.id, ...fields] : fields
  })
}

function eachCell(shown: Shown, box: Box, edit: (row: DraftRow, key: string) => Edit | null): Edit[] {
  const edits: Edit[] = []
  for (const row of shown.rows.slice(box.top, box.bottom + 1)) {
    for (let column = Math.max(1, box.left); column <= box.right; column += 1) {
      const key = shown.keys[column - 1]
      const made = key ? edit(row, key) : null
      if (made) edits.push(made)
    }
  }
  return edits
}

/** People count values as the same whatever their case and the space around them. */
export function folded(text: string): string {
  return text.trim().toLowerCase()
}
