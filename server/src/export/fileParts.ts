// A job's file while it grows: part by part, each in the transaction of its chunk, so that a process that dies leaves a file that goes
// on. A workbook's comments stand behind its rows: they are kept in parts of higher numbers.

import type { TransactionSql } from 'postgres'

import type { Grown, WorkbookState } from '../sheets/workbook/workbookFile.ts'

export interface JobRef {
  readonly accountId: string
  readonly jobId: string
}

/** What is kept of a file from one chunk to the next. */
export interface FileState {
  readonly name: string
  readonly type: string
  readonly columns: readonly string[]
  /** Null for csv. */
  readonly workbook: WorkbookState | null
  /** The last part of each kind is the workbook's end. */
  readonly isEnded: boolean
}

/** Parts below the second number can be sent while the file grows; those behind have their place only when it is whole. */
export const firstParts: Grown<number> = { sheet: 0, comments: 1_000_000, drawing: 2_000_000 }

/** Null where nothing is written yet, or what was written is gone with an erased lead. Locks the job: two workers write one after the other. */
export async function readFileState(tx: TransactionSql, { accountId, jobId }: JobRef): Promise<FileState | null> {
  const [job] = await tx<{ progress: FileState | null }[]>`
    SELECT CASE WHEN EXISTS (
      SELECT 1 FROM job_files f WHERE f.account_id = j.account_id AND f.job_id = j.id AND f.part = ${firstParts.sheet}
    ) THEN j.progress END AS progress
    FROM jobs j WHERE j.account_id = ${accountId} AND j.id = ${jobId}::bigint FOR UPDATE`
  return job?.progress ?? null
}

export async function writeFileState(
  tx: TransactionSql,
  { accountId, jobId }: JobRef,
  state: FileState,
): Promise<void> {
  await tx`
    UPDATE jobs j SET progress = ${JSON.stringify(state)}::text::jsonb
    WHERE j.account_id = ${accountId} AND j.id = ${jobId}::bigint`
}

export async function addParts(tx: TransactionSql, job: JobRef, bytes: Grown<Buffer>): Promise<void> {
  await addPart(tx, job, firstParts.sheet, bytes.sheet)
  await addPart(tx, job, firstParts.comments, bytes.comments)
  await addPart(tx, job, firstParts.drawing, bytes.drawing)
}

export async function addPart(
  tx: TransactionSql,
  { accountId, jobId }: JobRef,
  first: number,
  bytes: Buffer,
): Promise<void> {
  if (bytes.length === 0) return
  await tx`
    INSERT INTO job_files (account_id, job_id, part, bytes)
    SELECT ${accountId}, ${jobId}::bigint, 1 + coalesce(max(f.part), ${first - 1}), ${bytes}
    FROM job_files f
    WHERE f.account_id = ${accountId} AND f.job_id = ${jobId}::bigint AND f.part >= ${first} AND f.part < ${first + 1_000_000}`
}

/** The file is not whole any more, and not served until it is again. */
export async function removeLastPart(tx: TransactionSql, { accountId, jobId }: JobRef, first: number): Promise<void> {
  await tx`
    DELETE FROM job_files f WHERE f.account_id = ${accountId} AND f.job_id = ${jobId}::bigint AND f.part = (
      SELECT max(l.part) FROM job_files l
      WHERE l.account_id = f.account_id AND l.job_id = f.job_id AND l.part >= ${first} AND l.part < ${first + 1_000_000})`
  await tx`UPDATE jobs j SET file = NULL WHERE j.account_id = ${accountId} AND j.id = ${jobId}::bigint`
}

/** The file is whole. A lead in it that was erased meanwhile takes the file with it. */
export async function closeFile(tx: TransactionSql, { accountId, jobId }: JobRef, state: FileState): Promise<void> {
  const [erased] = await tx`
    SELECT 1 FROM job_items i
    JOIN leads l ON l.account_id = i.account_id AND l.id = i.lead_id AND l.received_at = i.lead_received_at
    WHERE i.account_id = ${accountId} AND i.job_id = ${jobId}::bigint AND i.state = 'succeeded' AND l.erased_at IS NOT NULL
    LIMIT 1`
  if (erased) {
    await tx`DELETE FROM job_files f WHERE f.account_id = ${accountId} AND f.job_id = ${jobId}::bigint`
    await tx`
      UPDATE jobs j SET reason = 'A lead was erased while the file was written; export again'
      WHERE j.account_id = ${accountId} AND j.id = ${jobId}::bigint`
    return
  }
  await tx`
    UPDATE jobs j
    SET file = jsonb_build_object('name', ${state.name}::text, 'type', ${state.type}::text, 'bytes', (
      SELECT coalesce(sum(length(f.bytes)), 0) FROM job_files f WHERE f.account_id = j.account_id AND f.job_id = j.id))
    WHERE j.account_id = ${accountId} AND j.id = ${jobId}::bigint`
}
