// What stands in a cell of the grid, and what typing makes of it. Pure.

import type { DraftRow } from '../../data/drafts.ts'

/** What was typed over the lead's own value: undefined is nothing, null is that it was emptied. */
export type Typed = string | null | undefined

/** One cell before and after. Only rows know whether they are kept; that is the cell without a key. */
export interface Edit {
  readonly id: string
  readonly key: string
  readonly from: Typed
  readonly to: Typed
}

export const keptKey = ''
const kept = 'kept'

export function ownText(row: DraftRow, key: string): string {
  return row.values[key] ?? ''
}

export function isTyped(row: DraftRow, key: string): boolean {
  return Object.hasOwn(row.changes, key)
}

export function cellText(row: DraftRow, key: string): string {
  return isTyped(row, key) ? (row.changes[key] ?? '') : ownText(row, key)
}

export function typedIn(row: DraftRow, key: string): Typed {
  if (key === keptKey) return row.kept ? kept : undefined
  return row.changes[key]
}

/** Typing the lead's own value again is no change. */
export function typedAs(row: DraftRow, key: string, text: string): Typed {
  if (text === ownText(row, key)) return undefined
  return text === '' ? null : text
}

/** The edit that puts `text` into a cell; null where it stands there already. */
export function editOf(row: DraftRow, key: string, text: string): Edit | null {
  const from = typedIn(row, key)
  const to = typedAs(row, key, text)
  return from === to ? null : { id: row.id, key, from, to }
}

export function keepEdit(row: DraftRow, isKept: boolean): Edit | null {
  return row.kept === isKept
    ? null
    : { id: row.id, key: keptKey, from: typedIn(row, keptKey), to: isKept ? kept : undefined }
}

export function withTyped(row: DraftRow, key: string, to: Typed): DraftRow {
  if (key === keptKey) return { ...row, kept: to === kept }
  const { [key]: _before, ...others } = row.changes
  return { ...row, changes: to === undefined ? others : { ...others, [key]: to } }
}

export function isChanged(row: DraftRow): boolean {
  return Object.keys(row.changes).length > 0
}

/** Somebody else has edited the lead behind what was typed here. */
export function isConflict(row: DraftRow): boolean {
  return isChanged(row) && row.revision !== row.currentRevision
}
