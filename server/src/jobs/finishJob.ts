// The end of a job: every lead has its outcome.

import type { Sql } from 'postgres'

import type { AccountSetup } from '../setup/compile.ts'
import type { JobAction } from './action.ts'
import { jobChanged } from './changed.ts'
import type { ChunkJob } from './chunk.ts'

/** A running job becomes done, a cancelled one stays cancelled. */
export async function finishJob(
  engine: Sql,
  setup: AccountSetup,
  job: ChunkJob,
  action: JobAction<unknown>,
): Promise<void> {
  await engine.begin(async (tx) => {
    const [ended] = await tx<{ done: boolean }[]>`
      UPDATE jobs j
      SET finished_at = now(), worker = NULL, state = CASE WHEN j.state = 'running' THEN 'done' ELSE j.state END,
        started_at = coalesce(j.started_at, now())
      WHERE j.account_id = ${job.accountId} AND j.id = ${job.id}::bigint AND j.state IN ('running', 'cancelled')
        AND j.succeeded + j.failed + j.left_out + j.cancelled = j.total
      RETURNING j.state = 'done' AS done`
    if (!ended) return
    const scope = { accountId: job.accountId, setup, actor: job.actor, jobId: job.id }
    if (ended.done) await action.finish?.(tx, scope, job.options)
    await jobChanged(tx, job.accountId, job.id)
  })
}

/** The job itself cannot go on; what was done stays done. */
export async function failJob(engine: Sql, job: ChunkJob, reason: string): Promise<void> {
  await engine.begin(async (tx) => {
    await tx`
      UPDATE jobs j SET state = 'failed', reason = ${reason}, finished_at = now(), worker = NULL
      WHERE j.account_id = ${job.accountId} AND j.id = ${job.id}::bigint AND j.finished_at IS NULL`
    await jobChanged(tx, job.accountId, job.id)
  })
}
