// The rows of an import in the database.

import type { Sql, TransactionSql } from 'postgres'

import type { FileRow, Judged } from '@switchyard/core/imports/fileRow.ts'
import type { SheetRow } from '@switchyard/core/sheets/sheet.ts'
import { storable } from '@switchyard/core/text/storable.ts'

import type { ImportRef } from './importRow.ts'

export interface StoredRow extends FileRow {
  readonly leadId: string | null
  /** The lead was made by this row. */
  readonly made: boolean
  /** What was found out about it the last time. */
  readonly verdict: string | null
  readonly message: string | null
  readonly ignored: boolean
}

interface RowColumns {
  readonly row: number
  readonly cells: readonly string[]
  readonly flags: FileRow['flags'] | null
  readonly problem: FileRow['problem']
  readonly supersededBy: number | null
  readonly twin: string | null
  readonly leadId: string | null
  readonly made: boolean
  readonly verdict: string | null
  readonly message: string | null
  readonly ignored: boolean
}

export async function insertRows(
  sql: Sql | TransactionSql,
  { accountId, id }: ImportRef,
  rows: readonly SheetRow[],
): Promise<void> {
  const json = JSON.stringify(
    rows.map(({ row, cells, problem }) => {
      const warned = cells.flatMap(({ warning, kind }, column) => {
        const flag = kind === 'error' ? kind : warning
        return flag === null ? [] : [[column, flag] as const]
      })
      return {
        row_no: row,
        cells: cells.map(({ text }) => storable(text)),
        flags: warned.length > 0 ? Object.fromEntries(warned) : null,
        problem,
      }
    }),
  )
  await sql`
    INSERT INTO import_rows (account_id, import_id, row_no, cells, flags, problem)
    SELECT ${accountId}, ${id}::bigint, r.row_no, r.cells, r.flags, r.problem
    FROM jsonb_to_recordset(${json}::text::jsonb) AS r (row_no int, cells jsonb, flags jsonb, problem jsonb)
    ON CONFLICT (account_id, import_id, row_no) DO NOTHING`
}

/** A page of rows in the order of the file, after that row. */
export async function rowsAfter(
  sql: Sql | TransactionSql,
  { accountId, id }: ImportRef,
  after: number,
  most: number,
): Promise<readonly StoredRow[]> {
  const rows = await sql<RowColumns[]>`
    SELECT r.row_no AS row, r.cells, r.flags, r.problem, r.superseded_by AS "supersededBy", r.twin, r.lead_id::text AS "leadId", r.made,
      r.verdict, r.error ->> 'message' AS message, r.ignored IS NOT NULL AS ignored
    FROM import_rows r
    WHERE r.account_id = ${accountId} AND r.import_id = ${id}::bigint AND r.row_no > ${after}
    ORDER BY r.row_no LIMIT ${most}`
  return rows.map(rowOf)
}

/** Those rows, in the order of the file. */
export async function rowsNumbered(
  sql: Sql | TransactionSql,
  { accountId, id }: ImportRef,
  numbers: readonly number[],
): Promise<readonly StoredRow[]> {
  const rows = await sql<RowColumns[]>`
    SELECT r.row_no AS row, r.cells, r.flags, r.problem, r.superseded_by AS "supersededBy", r.twin, r.lead_id::text AS "leadId", r.made,
      r.verdict, r.error ->> 'message' AS message, r.ignored IS NOT NULL AS ignored
    FROM import_rows r
    WHERE r.account_id = ${accountId} AND r.import_id = ${id}::bigint AND r.row_no = ANY(${[...numbers]}::int[])
    ORDER BY r.row_no`
  return rows.map(rowOf)
}

function rowOf({ flags, ...row }: RowColumns): StoredRow {
  return { ...row, flags: flags ?? {} }
}

/** What was found out about rows; their leads too. */
export async function writeVerdicts(
  sql: Sql | TransactionSql,
  { accountId, id }: ImportRef,
  judged: readonly (Pick<StoredRow, 'row' | 'leadId' | 'supersededBy' | 'twin'> & { readonly judged: Judged })[],
): Promise<void> {
  if (judged.length === 0) return
  const json = JSON.stringify(
    judged.map(({ row, leadId, supersededBy, twin, judged: { verdict, changes, ignored, error } }) => ({
      row_no: row,
      lead_id: leadId,
      superseded_by: supersededBy,
      twin,
      verdict,
      changes: verdict === 'update' ? changes : null,
      ignored: ignored.length > 0 ? ignored : null,
      error,
    })),
  )
  await sql`
    UPDATE import_rows r
    SET lead_id = j.lead_id, superseded_by = j.superseded_by, twin = j.twin, verdict = j.verdict, changes = j.changes,
      ignored = j.ignored, error = j.error
    FROM jsonb_to_recordset(${json}::text::jsonb)
      AS j (row_no int, lead_id bigint, superseded_by int, twin text, verdict text, changes jsonb, ignored jsonb,
        error jsonb)
    WHERE r.account_id = ${accountId} AND r.import_id = ${id}::bigint AND r.row_no = j.row_no`
}
