// An import as the API tells it.

import type { TransactionSql } from 'postgres'
import type { z } from 'zod'

import type { importDetail, importSummary } from '@switchyard/contract/imports/import.ts'
import type { rowError } from '@switchyard/contract/imports/preview.ts'
import type { ImportState } from '@switchyard/contract/imports/words.ts'
import { noVerdicts } from '@switchyard/core/imports/countVerdicts.ts'

import { databaseNow } from '../db/clock.ts'
import { jobColumns, shownJob, type JobRow } from '../jobs/jobRow.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { StoredImport } from './importRow.ts'
import { missingFields, obstaclesOf } from './obstacles.ts'
import { rowsPage } from './rowsPage.ts'

export type ShownImport = z.output<typeof importDetail>
export type ShownSummary = z.output<typeof importSummary>

const shownSamples = 5
const shownRows = 20
const shownErrors = 100

export interface ImportJobs {
  readonly job: JobRow | null
  readonly undo: JobRow | null
}

export function summaryOf(item: StoredImport, { job, undo }: ImportJobs, kept: boolean): ShownSummary {
  return {
    id: item.id,
    campaign: item.campaign,
    purpose: item.purpose,
    state: stateOf(item, { job, undo }),
    reason: job?.reason ?? item.reason,
    actor: item.actor,
    createdAt: item.createdAt.toISOString(),
    ranAt: item.ranAt?.toISOString() ?? null,
    finishedAt: job?.finishedAt?.toISOString() ?? null,
    file: { name: item.fileName, bytes: item.fileBytes, format: item.format, sha256: item.fileHash, kept },
    counts: { ...noVerdicts, ...item.counts },
    jobId: item.jobId,
    progress: job && {
      total: job.total,
      done: job.succeeded + job.failed + job.leftOut,
      succeeded: job.succeeded,
      failed: job.failed,
      leftOut: job.leftOut,
    },
  }
}

/** Jobs are cleared away after some time: by then they have ended. */
function stateOf(item: StoredImport, { job, undo }: ImportJobs): ImportState {
  if (item.undoJobId !== null) return undo && undo.finishedAt === null ? 'undoing' : 'undone'
  if (item.jobId === null) return item.state
  if (!job) return 'done'
  return job.state === 'planned' ? 'running' : job.state
}

/** By id. */
export async function readImportJobs(
  tx: TransactionSql,
  items: readonly StoredImport[],
): Promise<{ of(item: StoredImport): ImportJobs }> {
  const ids = items.flatMap(({ jobId, undoJobId }) => [jobId, undoJobId].flatMap((id) => id ?? []))
  const rows =
    ids.length === 0
      ? []
      : await tx<JobRow[]>`
        SELECT ${jobColumns(tx)} FROM jobs j WHERE j.account_id = current_account() AND j.id = ANY(${ids}::bigint[])`
  const byId = new Map(rows.map((row) => [row.id, row]))
  const find = (id: string | null) => (id === null ? null : (byId.get(id) ?? null))
  return { of: ({ jobId, undoJobId }) => ({ job: find(jobId), undo: find(undoJobId) }) }
}

/** Which of them still have their file. */
export async function readKept(tx: TransactionSql, items: readonly StoredImport[]): Promise<ReadonlySet<string>> {
  const rows = await tx<{ id: string }[]>`
    SELECT f.import_id::text AS id FROM import_files f
    WHERE f.account_id = current_account() AND f.import_id = ANY(${items.map(({ id }) => id)}::bigint[]) AND f.part = 0`
  return new Set(rows.map(({ id }) => id))
}

/** Runs in the account's own transaction. */
export async function showDetail(tx: TransactionSql, setup: AccountSetup, item: StoredImport): Promise<ShownImport> {
  const jobs = (await readImportJobs(tx, [item])).of(item)
  const kept = (await readKept(tx, [item])).has(item.id)
  const [errors, earlier, { rows: sample }] = [
    await readErrors(tx, item),
    await readEarlier(tx, item),
    await rowsPage(tx, setup, item, { limit: shownRows }),
  ]
  const now = databaseNow()
  const summary = summaryOf(item, jobs, kept)
  return {
    ...summary,
    options: item.options,
    reading: {
      ...item.reading,
      sheets: [...item.reading.sheets],
      choices: item.reading.choices.map((choice) => ({ ...choice })),
      oddTexts: item.reading.oddTexts.map((odd) => ({ ...odd })),
    },
    columns: item.columns.map((column) => ({ ...column, samples: column.samples.slice(0, shownSamples) })),
    unmapped: item.columns.filter(({ target }) => target === null).map(({ name }) => name),
    missing: [...missingFields(item, setup)],
    obstacles: obstaclesOf(item, setup).map((obstacle) => ({ ...obstacle })),
    warnings: [...item.warnings, ...earlier.slice(0, 1).map(sameFileWords)],
    earlier,
    preview: {
      ...summary.counts,
      complete: item.state !== 'reading',
      outcomes: item.outcomes && {
        ...item.outcomes,
        rejected: item.outcomes.rejected.map((one) => ({ ...one })),
        leftOut: item.outcomes.leftOut.map((one) => ({ ...one })),
      },
      errors,
      sample,
    },
    job: jobs.job && shownJob(jobs.job, now),
    undoJob: jobs.undo && shownJob(jobs.undo, now),
  }
}

function sameFileWords({ id, actor, createdAt }: ShownImport['earlier'][number]): string {
  return `The same file was uploaded before: import ${id} by ${actor} at ${createdAt}`
}

async function readErrors(tx: TransactionSql, item: StoredImport): Promise<z.output<typeof rowError>[]> {
  const rows = await tx<
    { row: number; leadId: string | null; error: { code: string; column: string | null; message: string } }[]
  >`
    SELECT r.row_no AS row, r.lead_id::text AS "leadId", r.error FROM import_rows r
    WHERE r.account_id = current_account() AND r.import_id = ${item.id}::bigint AND r.verdict IN ('unknownId', 'invalid', 'conflict', 'superseded') AND r.error IS NOT NULL
    ORDER BY r.row_no LIMIT ${shownErrors}`
  return rows.map(({ row, leadId, error }) => ({ row, leadId, ...error }))
}

async function readEarlier(tx: TransactionSql, item: StoredImport): Promise<ShownImport['earlier']> {
  const rows = await tx<StoredImport[]>`
    SELECT m.id::text AS id, m.created_at AS "createdAt", m.actor, m.state, m.job_id::text AS "jobId", m.undo_job_id::text AS "undoJobId"
    FROM imports m
    WHERE m.account_id = current_account() AND m.file_hash = ${item.fileHash} AND m.id < ${item.id}::bigint
    ORDER BY m.id DESC LIMIT 10`
  const jobs = await readImportJobs(tx, rows)
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    actor: row.actor,
    state: stateOf(row, jobs.of(row)),
  }))
}
