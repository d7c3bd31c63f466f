// A picklist while somebody edits it.

import type { Picklist, PicklistDocument } from '../../../data/lists.ts'

export interface DraftRow {
  /** Its name while it is edited: values may be empty or double meanwhile. */
  readonly id: number
  readonly value: string
  readonly label: string
  readonly synonyms: readonly string[]
}

export interface ListDraft {
  readonly name: string
  readonly caseSensitive: boolean
  readonly locked: boolean
  readonly lockReason: string
  readonly rows: readonly DraftRow[]
  /** The id of the next row. */
  readonly nextId: number
}

export type RowChange = Partial<Omit<DraftRow, 'id'>>

export function draftOf(list: Picklist): ListDraft {
  return {
    name: list.name,
    caseSensitive: list.caseSensitive,
    locked: list.locked,
    lockReason: list.lockReason ?? '',
    rows: list.values.map(({ value, label, synonyms }, id) => ({ id, value, label: label ?? '', synonyms })),
    nextId: list.values.length,
  }
}

/** As it is written: rows without a value are left out. */
export function documentOf(draft: ListDraft): PicklistDocument {
  const lockReason = draft.lockReason.trim()
  return {
    name: draft.name.trim(),
    caseSensitive: draft.caseSensitive,
    locked: draft.locked,
    ...(lockReason === '' ? {} : { lockReason }),
    values: draft.rows
      .filter(({ value }) => value.trim() !== '')
      .map(({ value, label, synonyms }) => ({
        value: value.trim(),
        ...(label.trim() === '' ? {} : { label: label.trim() }),
        synonyms: [...synonyms],
      })),
  }
}

export function changeRow(draft: ListDraft, id: number, change: RowChange): ListDraft {
  return { ...draft, rows: draft.rows.map((row) => (row.id === id ? { ...row, ...change } : row)) }
}

export function removeRow(draft: ListDraft, id: number): ListDraft {
  return { ...draft, rows: draft.rows.filter((row) => row.id !== id) }
}

/** One place up (-1) or down (1); nothing changes at the ends. */
export function moveRow(draft: ListDraft, id: number, by: -1 | 1): ListDraft {
  const from = draft.rows.findIndex((row) => row.id === id)
  const to = from + by
  const row = draft.rows[from]
  const other = draft.rows[to]
  if (!row || !other) return draft
  return { ...draft, rows: draft.rows.with(from, other).with(to, row) }
}

/** At the end, in the order given. */
export function addRows(draft: ListDraft, rows: readonly RowChange[]): ListDraft {
  const added = rows.map((row, index) => ({ value: '', label: '', synonyms: [], ...row, id: draft.nextId + index }))
  return { ...draft, rows: [...draft.rows, ...added], nextId: draft.nextId + rows.length }
}

/** "VW; V.W." as it is typed; an empty entry is none. */
export function synonymsIn(text: string): string[] {
  return [...new Set(text.split(/[;\n\t]+/).map((one) => one.trim()))].filter((one) => one !== '')
}

/** Without case unless the list minds it, as the server compares. */
export function spell(text: string, caseSensitive: boolean): string {
  const plain = text.trim().replace(/\s+/g, ' ')
  return caseSensitive ? plain : plain.toLowerCase()
}
