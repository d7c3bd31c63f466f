// An import as it stands in the database.

import type { PendingQuery, Row, Sql, TransactionSql } from 'postgres'

import { importOptions, type ImportOptions } from '@switchyard/contract/imports/options.ts'
import type { ImportPurpose } from '@switchyard/contract/imports/words.ts'
import type { VerdictCounts } from '@switchyard/core/imports/countVerdicts.ts'
import type { MatchedColumn } from '@switchyard/core/imports/matchColumns.ts'

import type { Tally } from '../readmission/tallyOutcomes.ts'

export interface Reading {
  /** Null for xlsx. */
  readonly encoding: string | null
  readonly certain: boolean
  readonly delimiter: string | null
  readonly sheet: string | null
  readonly sheets: readonly string[]
  readonly choices: readonly { readonly encoding: string; readonly text: string }[]
  readonly oddTexts: readonly { readonly row: number; readonly column: string; readonly text: string }[]
}

/** What checking the leads would say. */
export interface Outcomes extends Tally {
  readonly judged: number
}

export interface ImportRef {
  readonly accountId: string
  readonly id: string
}

export interface StoredImport extends ImportRef {
  readonly campaign: string | null
  readonly purpose: ImportPurpose
  readonly options: ImportOptions
  readonly state: 'reading' | 'ready' | 'failed'
  readonly reason: string | null
  readonly actor: string
  readonly fileName: string
  readonly fileBytes: number
  readonly fileHash: string
  readonly format: 'csv' | 'xlsx'
  readonly reading: Reading
  readonly columns: readonly MatchedColumn[]
  readonly warnings: readonly string[]
  readonly counts: Partial<VerdictCounts>
  readonly outcomes: Outcomes | null
  readonly jobId: string | null
  readonly undoJobId: string | null
  readonly version: number
  readonly createdAt: Date
  readonly ranAt: Date | null
}

/** For `imports m`. */
export function importColumns(sql: Sql | TransactionSql): PendingQuery<Row[]> {
  return sql`
    m.account_id::text AS "accountId", m.id::text AS id, m.campaign, m.purpose, m.options, m.state, m.reason, m.actor,
    m.file_name AS "fileName", m.file_bytes::int AS "fileBytes", m.file_hash AS "fileHash", m.format, m.reading, m.columns, m.warnings,
    m.counts, m.outcomes, m.job_id::text AS "jobId", m.undo_job_id::text AS "undoJobId", m.version, m.created_at AS "createdAt",
    m.ran_at AS "ranAt"`
}

export async function readImport(
  sql: Sql | TransactionSql,
  { accountId, id }: ImportRef,
): Promise<StoredImport | null> {
  const [row] = await sql<StoredImport[]>`
    SELECT ${importColumns(sql)} FROM imports m WHERE m.account_id = ${accountId} AND m.id = ${id}::bigint`
  return row ? withOptions(row) : null
}

/** Options that were kept by an older version get today's defaults. */
export function withOptions(row: StoredImport): StoredImport {
  return { ...row, options: importOptions.parse(row.options) }
}
