// Where a job's file stands.

import type { Database } from '../db/database.ts'
import type { FileState } from '../export/fileParts.ts'
import { notFound } from '../http/problem.ts'

export type JobFile =
  | {
      readonly kind: 'there'
      readonly name: string
      readonly type: string
      /** Null while it is still written. */
      readonly bytes: number | null
    }
  | { readonly kind: 'coming'; readonly isPaused: boolean }
  /** The job makes no file, or its file was taken back. */
  | { readonly kind: 'none' }

interface FileRow {
  readonly action: string
  readonly state: string
  readonly file: { readonly name: string; readonly type: string; readonly bytes: number } | null
  readonly begun: Pick<FileState, 'name' | 'type'> | null
  readonly ended: boolean
}

/** Throws a 404 Problem when the account has no such job. */
export async function findFile(db: Database, accountId: string, id: string): Promise<JobFile> {
  const [job] = await db.asAccount(
    accountId,
    (tx) => tx<FileRow[]>`
      SELECT j.action, j.state, j.file, j.finished_at IS NOT NULL AS ended,
        CASE WHEN j.progress ? 'type' THEN jsonb_build_object('name', j.progress -> 'name', 'type', j.progress -> 'type') END AS begun
      FROM jobs j WHERE j.account_id = current_account() AND j.id = ${id}::bigint`,
  )
  if (!job) throw notFound(`Job ${id}`)
  if (job.file) return { kind: 'there', ...job.file }
  if (job.ended || job.state === 'cancelled' || job.action !== 'export') return { kind: 'none' }
  return job.begun ? { kind: 'there', ...job.begun, bytes: null } : { kind: 'coming', isPaused: job.state === 'paused' }
}

/** `before` null: of all parts. */
export async function nextPart(
  db: Database,
  accountId: string,
  id: string,
  { after, before }: { readonly after: number; readonly before: number | null },
): Promise<{ readonly part: number; readonly bytes: Buffer } | null> {
  const [row] = await db.asAccount(
    accountId,
    (tx) => tx<{ part: number; bytes: Buffer }[]>`
      SELECT f.part, f.bytes FROM job_files f
      WHERE f.account_id = current_account() AND f.job_id = ${id}::bigint AND f.part > ${after}
        AND (${before}::int IS NULL OR f.part < ${before}::int)
      ORDER BY f.part LIMIT 1`,
  )
  return row ?? null
}
