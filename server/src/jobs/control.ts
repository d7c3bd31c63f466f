// Pause, resume, cancel, retry: each is a change of the job's state. What follows from it, the runner does.

import type { TransactionSql } from 'postgres'

import type { JobState } from '@switchyard/contract/jobs/words.ts'

export type Controlled =
  { readonly kind: 'changed' | 'missing' | 'nothingFailed' } | { readonly kind: 'wrongState'; readonly state: JobState }

/** By control: the states it takes a job from, and the state it takes it to. Asking for the state a job is in changes nothing. */
export const jobControls = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly JobState[]; to: JobState }>
export type JobControl = keyof typeof jobControls

/** All of these run in the account's own transaction. */
export async function controlJob(tx: TransactionSql, jobId: string, control: JobControl): Promise<Controlled> {
  const { from, to } = jobControls[control]
  const rows = await tx`
    UPDATE jobs j
    SET state = ${to}, next_at = now(), trial = CASE WHEN ${control} = 'resume' AND j.trial = 'waiting' THEN 'over' ELSE j.trial END
    WHERE j.account_id = current_account() AND j.id = ${jobId}::bigint AND j.state = ANY(${[...from, to]}::text[])`
  return rows.count > 0 ? { kind: 'changed' } : refused(tx, jobId)
}

/** Leads that wait in a cancelled job are cancelled. Safe to repeat. */
export async function cancelItems(tx: TransactionSql, accountId: string, jobId: string): Promise<void> {
  await tx`
    WITH gone AS (
      UPDATE job_items i SET state = 'cancelled', ended_at = now()
      WHERE i.account_id = ${accountId} AND i.job_id = ${jobId}::bigint AND i.state = 'waiting'
      RETURNING 1
    )
    UPDATE jobs j SET cancelled = j.cancelled + c.count
    FROM (SELECT count(*)::int AS count FROM gone) c
    WHERE j.account_id = ${accountId} AND j.id = ${jobId}::bigint AND c.count > 0`
}

/**
 * Failed leads wait again, and a job that failed itself goes on. Not those in review: whether the buyer has them nobody knows, so a person decides about each. A paused
 * job stays paused.
 */
export async function retryJob(tx: TransactionSql, jobId: string): Promise<Controlled> {
  const rows = await tx`
    WITH again AS (
      SELECT i.place, i.outcome FROM job_items i
      WHERE i.account_id = current_account() AND i.job_id = ${jobId}::bigint AND i.state = 'failed'
        AND i.outcome IS DISTINCT FROM 'review'
      ORDER BY i.place FOR UPDATE
    ), waiting AS (
      UPDATE job_items i SET state = 'waiting', outcome = NULL, reason = NULL, dispatch_id = NULL, due_at = NULL, ended_at = NULL
      FROM again WHERE i.account_id = current_account() AND i.job_id = ${jobId}::bigint AND i.place = again.place
      RETURNING again.outcome
    ), changed AS (
      UPDATE jobs j
      SET failed = j.failed - c.count, finished_at = NULL, next_at = now(), reason = NULL,
        state = CASE WHEN j.state = 'paused' THEN 'paused' ELSE 'running' END,
        outcomes = (
          SELECT coalesce(jsonb_object_agg(b.outcome, b.count), '{}') FROM (
            SELECT e.key AS outcome, e.value::int - (SELECT count(*) FROM waiting w WHERE w.outcome = e.key) AS count
            FROM jsonb_each_text(j.outcomes) e
          ) b WHERE b.count > 0)
      FROM (SELECT count(*)::int AS count FROM waiting) c
      WHERE j.account_id = current_account() AND j.id = ${jobId}::bigint AND (c.count > 0 OR j.state = 'failed')
      RETURNING 1
    )
    SELECT 1 FROM changed`
  if (rows.count > 0) return { kind: 'changed' }
  const missing = await refused(tx, jobId)
  return missing.kind === 'missing' ? missing : { kind: 'nothingFailed' }
}

async function refused(tx: TransactionSql, jobId: string): Promise<Controlled> {
  const [job] = await tx<{ state: JobState }[]>`
    SELECT j.state FROM jobs j WHERE j.account_id = current_account() AND j.id = ${jobId}::bigint`
  return job ? { kind: 'wrongState', state: job.state } : { kind: 'missing' }
}
