// The jobs that a worker looks after: its own, and those that nobody alive has.

import type { PendingQuery, Row, Sql } from 'postgres'

import type { JobState } from '@switchyard/contract/jobs/words.ts'

import { deadAfterSeconds } from '../delivery/lease.ts'
import type { ChunkJob } from './chunk.ts'

export interface OpenJob extends ChunkJob {
  readonly action: string
  readonly state: JobState
  readonly total: number
  /** Leads that have their outcome, or were cancelled. */
  readonly ended: number
}

/** Takes what is free. Two workers that both believe to have a job do no harm: each lead's item is locked while it is done. */
export async function takeOpenJobs(engine: Sql, workerId: string): Promise<readonly OpenJob[]> {
  return engine<OpenJob[]>`
    WITH free AS (
      SELECT j.account_id, j.id FROM jobs j LEFT JOIN workers w ON w.id = j.worker
      WHERE j.finished_at IS NULL AND ${isDue(engine)} AND j.worker IS DISTINCT FROM ${workerId}::uuid
        AND (w.id IS NULL OR w.stopped_at IS NOT NULL OR w.beat_at < now() - make_interval(secs => ${deadAfterSeconds}))
      ORDER BY j.next_at FOR UPDATE OF j SKIP LOCKED
    ), taken AS (
      UPDATE jobs j SET worker = ${workerId}::uuid FROM free
      WHERE j.account_id = free.account_id AND j.id = free.id
      RETURNING j.*
    )
    SELECT o.account_id::text AS "accountId", o.id::text AS id, o.actor, o.options, o.action, o.state, o.total,
      o.succeeded + o.failed + o.left_out + o.cancelled AS ended
    FROM (
      SELECT * FROM jobs j WHERE j.worker = ${workerId}::uuid AND j.finished_at IS NULL AND ${isDue(engine)}
      UNION ALL SELECT * FROM taken
    ) o
    ORDER BY o.next_at, o.id`
}

/** A throttled job ends with its last lead and not when another would be due. */
function isDue(engine: Sql): PendingQuery<Row[]> {
  return engine`(j.next_at <= now() OR j.succeeded + j.failed + j.left_out + j.cancelled = j.total)`
}

export async function releaseJobs(engine: Sql, workerId: string): Promise<void> {
  await engine`UPDATE jobs j SET worker = NULL WHERE j.worker = ${workerId}::uuid AND j.finished_at IS NULL`
}
