// The rows of an import that came to nothing, with their cells as they came, and why. Once mended, the file can be uploaded as it is:
// rows whose leads are there name them.

import type { TransactionSql } from 'postgres'

import { unguardFormula } from '@switchyard/core/csv/formulaGuard.ts'

import type { StoredImport } from './importRow.ts'

export interface FailedRow {
  readonly row: number
  readonly cells: readonly string[]
  /** The column that it failed for, if it is one. */
  readonly column: string | null
  readonly reason: string
}

export interface FailedRows {
  readonly headings: readonly string[]
  /** Those of them that the file did not have. */
  readonly own: readonly string[]
  /** A page in the order of the file, after that row. */
  page(tx: TransactionSql, after: number): Promise<readonly FailedRow[]>
}

const pageSize = 500
const results = ['Import Row', 'Import Result', 'Import Reason']

interface Failed {
  readonly row: number
  readonly cells: readonly string[]
  readonly leadId: string | null
  readonly revision: number | null
  readonly error: { readonly code: string; readonly column: string | null; readonly message: string } | null
  readonly state: string | null
  readonly outcome: string | null
  readonly reason: string | null
}

export function failedRows(item: StoredImport): FailedRows {
  const idColumn = item.columns.findIndex(({ target }) => target === '@leadId')
  const revisionColumn = item.columns.findIndex(({ target }) => target === '@revision')
  const ownIds = idColumn === -1 ? ['LeadID'] : []
  return {
    headings: [...ownIds, ...item.columns.map(({ name }) => name), ...results],
    own: [...ownIds, ...results],
    async page(tx, after) {
      const rows = await tx<Failed[]>`
        SELECT r.row_no AS row, r.cells, l.id::text AS "leadId", l.revision, r.error, i.state, i.outcome, i.reason
        FROM import_rows r
        LEFT JOIN job_items i ON i.account_id = r.account_id AND i.job_id = ${item.jobId}::bigint AND i.place = r.row_no
        LEFT JOIN leads l ON l.account_id = r.account_id AND l.id = r.lead_id
        WHERE r.account_id = ${item.accountId} AND r.import_id = ${item.id}::bigint AND r.row_no > ${after}
          AND (i.state IN ('failed', 'leftOut', 'cancelled') OR i.state IS NULL AND r.error IS NOT NULL)
        ORDER BY r.row_no LIMIT ${pageSize}`
      return rows.map((failed) => ({
        row: failed.row,
        cells: cellsOf(failed),
        column: failed.error?.column ?? null,
        reason: reasonOf(failed),
      }))
    },
  }

  function cellsOf(failed: Failed): readonly string[] {
    const { row, cells, leadId, revision, error, state, outcome } = failed
    const shown = item.columns.map((_, index) => unguardFormula(cells[index] ?? ''))
    if (leadId !== null && idColumn !== -1) shown[idColumn] = leadId
    // Its lead has the row's values: only what others changed since then is a conflict.
    if (state === 'failed' && revision !== null && revisionColumn !== -1) shown[revisionColumn] = String(revision)
    const ids = idColumn === -1 ? [leadId ?? ''] : []
    return [...ids, ...shown, String(row), outcome ?? error?.code ?? state ?? '', reasonOf(failed)]
  }
}

function reasonOf({ reason, error }: Failed): string {
  return reason ?? error?.message ?? ''
}
