// Which rows a draft's job takes, and what would come of them. Pure.

import { assertNever } from '@switchyard/core/assert.ts'
import type { checkDraft } from '@switchyard/contract/drafts/check.ts'
import type { OutputOf } from '@switchyard/contract/endpoint.ts'

import type { CheckedRow } from './checkRows.ts'
import { isChanged } from './draftRow.ts'

export type DraftPlan = NonNullable<OutputOf<typeof checkDraft>['plan']>

/** What was changed or is kept, and what passes as things are now. The others would only be refused once more. */
export function isInJob({ row, verdict }: Pick<CheckedRow, 'row' | 'verdict'>): boolean {
  return row.kept || isChanged(row) || verdict.state === 'ready' || verdict.state === 'quarantined'
}

export function planOfDraft(rows: readonly CheckedRow[]): DraftPlan {
  const counts = { accepted: 0, quarantined: 0, errored: 0, kept: 0 }
  const rejected = new Map<string, number>()
  const leftOut = new Map<string, number>()
  const taken = rows.filter(isInJob)
  for (const { row, verdict } of taken) {
    if (row.kept) {
      counts.kept += 1
      continue
    }
    switch (verdict.state) {
      case 'ready':
        counts.accepted += 1
        break
      case 'quarantined':
      case 'errored':
        counts[verdict.state] += 1
        break
      case 'refused':
        increase(rejected, verdict.code ?? 'REJECT_LEAD_DESTINATION')
        break
      case 'leftOut':
        increase(leftOut, verdict.reason ?? '')
        break
      case 'unchecked':
        throw new Error('A row that was checked has a verdict')
      default:
        assertNever(verdict.state)
    }
  }
  return {
    leads: taken.length,
    ...counts,
    stillRejected: ordered(rejected).map(([code, count]) => ({ code, count })),
    leftOut: ordered(leftOut).map(([reason, count]) => ({ reason, count })),
    untouched: rows.length - taken.length,
  }
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function ordered(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].toSorted(([, a], [, b]) => b - a)
}
