// Dispatches of a paused job wait beyond any time at which they could be due, each still as far from the others as before.

import type { TransactionSql } from 'postgres'

export const parkedYears = 1000
const latestYear = 2900

export function isParked(dueAt: Date): boolean {
  return dueAt.getUTCFullYear() > latestYear
}

/** What is queued, retries too, begins no attempt until the job goes on. Safe to repeat. Answers how many were parked now. */
export async function parkDispatches(tx: TransactionSql, accountId: string, jobId: string): Promise<number> {
  const parked = await tx`
    UPDATE dispatches d
    SET due_at = d.due_at + make_interval(years => ${parkedYears}), reason = ${`Job ${jobId} is paused`}
    FROM job_items i
    WHERE i.account_id = ${accountId} AND i.job_id = ${jobId}::bigint AND i.state = 'running'
      AND d.account_id = i.account_id AND d.id = i.dispatch_id AND d.state = 'queued'
      AND d.due_at < now() + make_interval(years => ${parkedYears / 2})`
  return parked.count
}

/** Each is due when it was, and has its whole time again. Safe to repeat. */
export async function unparkDispatches(tx: TransactionSql, accountId: string, jobId: string): Promise<number> {
  const back = await tx`
    UPDATE dispatches d
    SET due_at = d.due_at - make_interval(years => ${parkedYears}), reason = NULL,
      expires_at = now() + (d.expires_at - d.created_at)
    FROM job_items i
    WHERE i.account_id = ${accountId} AND i.job_id = ${jobId}::bigint AND i.state = 'running'
      AND d.account_id = i.account_id AND d.id = i.dispatch_id AND d.state = 'queued'
      AND d.due_at > now() + make_interval(years => ${parkedYears / 2})`
  return back.count
}
