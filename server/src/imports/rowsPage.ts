// Rows of an import as the API tells them.

import type { TransactionSql } from 'postgres'
import type { z } from 'zod'

import type { importRow } from '@switchyard/contract/imports/preview.ts'
import type { RowVerdict } from '@switchyard/contract/imports/words.ts'
import { unguardFormula } from '@switchyard/core/csv/formulaGuard.ts'
import type { Judged, RowPlan } from '@switchyard/core/imports/fileRow.ts'

import { invalid } from '../http/problem.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { rowsNumbered } from './fileRows.ts'
import type { StoredImport } from './importRow.ts'
import { entryField, judgeRows, type Judging } from './judgeRows.ts'
import { rowPlanOf } from './rowPlan.ts'

export type ShownRow = z.output<typeof importRow>

export interface RowsWish {
  readonly verdict?: readonly RowVerdict[] | undefined
  readonly ignored?: boolean | undefined
  readonly failed?: boolean | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

interface Found {
  readonly row: number
  readonly cells: readonly string[]
  readonly leadId: string | null
  /** Null: it was not looked at yet. */
  readonly verdict: RowVerdict | null
  readonly changes: ShownRow['changes'] | null
  readonly ignored: ShownRow['ignored'] | null
  readonly error: { readonly message: string } | null
  readonly state: string | null
  readonly outcome: string | null
  readonly reason: string | null
}

export async function rowsPage(
  tx: TransactionSql,
  setup: AccountSetup,
  item: StoredImport,
  wish: RowsWish,
): Promise<{ rows: ShownRow[]; nextCursor: string | null }> {
  const { cursor = '0', limit, verdict = [] } = wish
  if (!/^\d{1,9}$/.test(cursor)) {
    const message = 'This cursor is not one of ours; start without it'
    throw invalid([{ path: 'cursor', code: 'invalid_value', message }])
  }
  const found = await tx<Found[]>`
    SELECT r.row_no AS row, r.cells, r.lead_id::text AS "leadId", r.verdict, r.changes, r.ignored, r.error, i.state, i.outcome, i.reason
    FROM import_rows r LEFT JOIN job_items i ON i.account_id = r.account_id AND i.job_id = ${item.jobId}::bigint AND i.place = r.row_no
    WHERE r.account_id = ${item.accountId} AND r.import_id = ${item.id}::bigint AND r.row_no > ${cursor}::int
      AND ${verdict.length > 0 ? tx`r.verdict = ANY(${[...verdict]}::text[])` : tx`true`}
      AND ${wish.ignored === true ? tx`r.ignored IS NOT NULL` : tx`true`}
      AND ${wish.failed === true ? tx`(i.state IN ('failed', 'leftOut') OR i.state IS NULL AND r.error IS NOT NULL)` : tx`true`}
    ORDER BY r.row_no LIMIT ${limit + 1}`
  const page = found.slice(0, limit)
  const plan = rowPlanOf(item, setup)
  const fresh = await judgeNow(
    tx,
    { setup, item, plan, lock: false },
    page.filter(({ verdict }) => verdict === null),
  )
  return {
    nextCursor: found.length > limit ? String(page.at(-1)?.row) : null,
    rows: page.map((one) => {
      const now = fresh.get(one.row)
      const verdict = one.verdict ?? now?.verdict ?? 'invalid'
      const reason = one.reason ?? one.error?.message ?? now?.error?.message ?? null
      return {
        row: one.row,
        verdict,
        leadId: one.leadId,
        changes: [...(verdict === 'create' ? valuesOf(one, plan) : (one.changes ?? now?.changes ?? []))],
        ignored: [...(one.ignored ?? now?.ignored ?? [])],
        reason,
        outcome: one.outcome ?? (one.state === 'leftOut' || one.state === 'cancelled' ? one.state : null),
        cells: [...one.cells],
      }
    }),
  }
}

/** Rows of a file that is still being read. */
async function judgeNow(
  tx: TransactionSql,
  judging: Judging,
  rows: readonly Found[],
): Promise<ReadonlyMap<number, Judged>> {
  if (rows.length === 0) return new Map()
  const stored = await rowsNumbered(
    tx,
    judging.item,
    rows.map(({ row }) => row),
  )
  const judged = await judgeRows(tx, judging, stored)
  return new Map(judged.map((one) => [one.row.row, one.judged]))
}

/** Of a new lead, or a new entry. */
function valuesOf({ cells }: Found, { columns, fields }: RowPlan): ShownRow['changes'] {
  return columns.flatMap(({ target }, index) => {
    const to = unguardFormula(cells[index] ?? '')
    const counts = target !== null && (fields.has(target) || target === entryField)
    return counts && to.trim() !== '' ? [{ field: target, from: '', to }] : []
  })
}
