// Two people edited one lead: what the other one did beside what this one wants.

import { valueText } from '../../format/value.ts'

export interface Conflict {
  readonly field: string
  /** As it was when this editor was opened. */
  readonly opened: string
  /** As the other person left it. */
  readonly theirs: string
  /** Null: this editor leaves the field as it is. */
  readonly mine: string | null
  /** Both want something, and not the same. */
  readonly clashes: boolean
}

/** One line for each field that the other one or this one changed. Values as the editor shows them. */
export function conflictsOf(
  opened: Readonly<Record<string, string>>,
  newest: Readonly<Record<string, unknown>>,
  mine: Readonly<Record<string, unknown>>,
): readonly Conflict[] {
  return Object.keys(opened).flatMap((field) => {
    const before = opened[field] ?? ''
    const theirs = valueText(newest[field])
    const wanted = field in mine ? valueText(mine[field]) : null
    if (theirs === before && wanted === null) return []
    return [
      {
        field,
        opened: before,
        theirs,
        mine: wanted,
        clashes: wanted !== null && theirs !== before && theirs !== wanted,
      },
    ]
  })
}
