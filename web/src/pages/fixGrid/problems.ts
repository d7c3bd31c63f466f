// Which cells are marked, why, and which is the next one. Pure.

import type { DraftRow } from '../../data/drafts.ts'
import { isConflict, isTyped } from './cells.ts'
import type { Place } from './range.ts'

export interface CellProblem {
  /** `error`: the value cannot stand. `warning`: it is well formed, and the lead is refused for it all the same. */
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly suggestions: readonly string[]
}

/** Null: nothing is known to be wrong with it. A cell that was changed since the last check waits for the next one. */
export function problemOf(row: DraftRow, key: string): CellProblem | null {
  if (row.kept) return null
  const failure = row.verdict.failures.find((one) => one.field === key)
  return failure ?? null
}

/** What is wrong with the row and belongs to none of its cells. */
export function rowProblem(row: DraftRow, keys: readonly string[]): string | null {
  if (row.kept || row.verdict.state === 'ready' || row.verdict.state === 'unchecked') return null
  const own = row.verdict.failures.filter(({ field }) => field === null || !keys.includes(field))
  if (own.length > 0) return own.map(({ message }) => message).join('; ')
  return row.verdict.failures.length === 0 ? row.verdict.reason : null
}

export function isProblemRow(row: DraftRow): boolean {
  return !row.kept && (row.verdict.state !== 'ready' || isConflict(row))
}

/** After a change the row is no longer what was checked; what was said of its other cells still holds. */
export function withoutVerdictOn(row: DraftRow, key: string): DraftRow['verdict'] {
  const { verdict } = row
  return { ...verdict, state: 'unchecked', failures: verdict.failures.filter(({ field }) => field !== key) }
}

/** The next marked cell after `from`, row by row and from the beginning again; null when there is none. */
export function nextProblem(
  rows: readonly DraftRow[],
  keys: readonly string[],
  from: Place,
  step: 1 | -1,
): Place | null {
  const width = keys.length + 1
  const total = rows.length * width
  const start = from.row * width + from.column
  for (let moved = 1; moved <= total; moved += 1) {
    const at = (((start + step * moved) % total) + total) % total
    const place = { row: Math.floor(at / width), column: at % width }
    const row = rows[place.row]
    if (!row) continue
    const key = keys[place.column - 1]
    if (key === undefined ? rowProblem(row, keys) !== null || isConflict(row) : problemOf(row, key)) return place
  }
  return null
}

/** Fields in which some row has a problem, or something was typed to cure one. */
export function problemKeys(rows: readonly DraftRow[], keys: readonly string[]): ReadonlySet<string> {
  return new Set(keys.filter((key) => rows.some((row) => problemOf(row, key) !== null || isTyped(row, key))))
}
