// A job's file while it grows: part by part, each in the transaction of its chunk. The first part is the heading.

import type { TransactionSql } from 'postgres'

import { byteOrderMark, csvLine } from './csvLine.ts'

interface JobRef {
  readonly accountId: string
  readonly jobId: string
}

/** The file's columns: those of its heading, else `columns`, and then the heading is written. */
export async function openFile(
  tx: TransactionSql,
  { accountId, jobId }: JobRef,
  columns: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const [job] = await tx<{ columns: readonly string[] | null }[]>`
    SELECT j.progress -> 'columns' AS columns FROM jobs j
    WHERE j.account_id = ${accountId} AND j.id = ${jobId}::bigint FOR UPDATE`
  if (job?.columns) return job.columns
  const chosen = await columns()
  const heading = Buffer.from(byteOrderMark + csvLine(chosen, false))
  await tx`
    INSERT INTO job_files (account_id, job_id, part, bytes) VALUES (${accountId}, ${jobId}::bigint, 0, ${heading})`
  await tx`
    UPDATE jobs j SET progress = ${JSON.stringify({ columns: chosen })}::text::jsonb
    WHERE j.account_id = ${accountId} AND j.id = ${jobId}::bigint`
  return chosen
}

export async function addPart(tx: TransactionSql, { accountId, jobId }: JobRef, text: string): Promise<void> {
  if (text === '') return
  await tx`
    INSERT INTO job_files (account_id, job_id, part, bytes)
    SELECT ${accountId}, ${jobId}::bigint, 1 + max(f.part), ${Buffer.from(text)}
    FROM job_files f WHERE f.account_id = ${accountId} AND f.job_id = ${jobId}::bigint`
}

/** The file is whole: from now on it is served. A lead in it that was erased meanwhile takes the file with it. */
export async function closeFile(tx: TransactionSql, { accountId, jobId }: JobRef, name: string): Promise<void> {
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
    SET file = jsonb_build_object('name', ${name}::text, 'type', 'text/csv; charset=utf-8', 'bytes', (
      SELECT coalesce(sum(length(f.bytes)), 0) FROM job_files f WHERE f.account_id = j.account_id AND f.job_id = j.id))
    WHERE j.account_id = ${accountId} AND j.id = ${jobId}::bigint`
}
