// Find and replace, first to be looked at and then to be done. Pure.

import type { DraftRow } from '../../data/drafts.ts'
import { cellText, editOf, type Edit } from './cells.ts'

export interface Replacing {
  readonly find: string
  readonly to: string
  /** Null: in every field. */
  readonly key: string | null
  /** Only where it is all that stands in the cell. */
  readonly whole: boolean
  readonly matchCase: boolean
}

/** Nothing to find finds nothing, except whole cells: those that are empty. */
export function replaceText(rows: readonly DraftRow[], keys: readonly string[], wish: Replacing): Edit[] {
  if (wish.find === '' && !(wish.whole && wish.key !== null)) return []
  const replace = replacer(wish)
  const among = wish.key === null ? keys : keys.filter((key) => key === wish.key)
  return rows.flatMap((row) =>
    among.flatMap((key) => {
      const text = replace(cellText(row, key))
      return (text === null ? null : editOf(row, key, text)) ?? []
    }),
  )
}

/** Answers null for a cell without it. */
function replacer({ find, to, whole, matchCase }: Replacing): (text: string) => string | null {
  if (whole) {
    const fold = (text: string) => (matchCase ? text.trim() : text.trim().toLowerCase())
    const wanted = fold(find)
    return (text) => (fold(text) === wanted ? to : null)
  }
  const pattern = new RegExp(RegExp.escape(find), matchCase ? 'gu' : 'giu')
  // As a function, so that "$&" in the new text is only text.
  return (text) => (pattern.test(text) ? text.replaceAll(pattern, () => to) : null)
}
