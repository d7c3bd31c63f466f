import type { DraftRow } from '../../data/drafts.ts'
import { isChanged, isConflict } from './cells.ts'

export interface GridCounts {
  readonly rows: number
  readonly ready: number
  readonly left: number
  readonly kept: number
  readonly changed: number
}

/** Rows that are being checked count as left until it is known. */
export function gridCounts(rows: readonly DraftRow[]): GridCounts {
  let ready = 0
  let kept = 0
  let changed = 0
  for (const row of rows) {
    if (row.kept) kept += 1
    else if (row.verdict.state === 'ready' && !isConflict(row)) ready += 1
    if (isChanged(row)) changed += 1
  }
  return { rows: rows.length, ready, kept, changed, left: rows.length - ready - kept }
}
