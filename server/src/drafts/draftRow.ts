// A row of a draft: a lead, and what a person has typed over its values so far.

import type { TransactionSql } from 'postgres'
import type { z } from 'zod'

import type { draftVerdict } from '@switchyard/contract/drafts/draft.ts'
import type { DraftCells } from '@switchyard/core/drafts/mergePatch.ts'

export type Verdict = z.output<typeof draftVerdict>

export interface DraftRow extends DraftCells {
  readonly id: string
  readonly receivedAt: Date
  readonly place: number
  /** Of the lead, as the changes were made on. */
  readonly revision: number
  /** Of the draft when the row was changed last. */
  readonly version: number
  readonly verdict: Verdict
}

/** In the draft's order; `ids`: of these leads alone. */
export function readDraftRows(
  tx: TransactionSql,
  accountId: string,
  draftId: string,
  ids: readonly string[] | null = null,
): Promise<DraftRow[]> {
  return tx<DraftRow[]>`
    SELECT r.lead_id::text AS id, r.lead_received_at AS "receivedAt", r.place, r.revision, r.changes, r.touched, r.kept, r.version,
      r.verdict
    FROM draft_rows r
    WHERE r.account_id = ${accountId} AND r.draft_id = ${draftId}::bigint
      AND ${ids === null ? tx`true` : tx`r.lead_id = ANY(${[...ids]}::bigint[])`}
    ORDER BY r.place`
}

export function isChanged({ changes }: Pick<DraftRow, 'changes'>): boolean {
  return Object.keys(changes).length > 0
}
