// Jobs that do not go on by themselves.

import type { Sql } from 'postgres'

import type { JobState } from '@switchyard/contract/jobs/words.ts'

import { deadAfterSeconds } from '../delivery/lease.ts'

export interface StandingJob {
  readonly id: string
  readonly action: string
  readonly state: JobState
  readonly reason: string | null
  readonly why: 'stuck' | 'paused' | 'failed'
  readonly since: Date
}

/** A worker takes what is due within a second, and what a dead one had soon after. */
const stuckSeconds = 120

/** Newest first. As the owner: requests may not see the workers, which are nobody's. */
export function readStandingJobs(engine: Sql, accountId: string): Promise<StandingJob[]> {
  return engine<StandingJob[]>`
    SELECT j.id::text AS id, j.action, j.state, j.reason,
      CASE j.state WHEN 'paused' THEN 'paused' WHEN 'failed' THEN 'failed' ELSE 'stuck' END AS why,
      CASE j.state WHEN 'failed' THEN j.finished_at ELSE j.next_at END AS since
    FROM jobs j LEFT JOIN workers w ON w.id = j.worker
    WHERE j.account_id = ${accountId}::bigint
      AND CASE
        WHEN j.state = 'failed' THEN j.finished_at > now() - interval '1 day'
        WHEN j.finished_at IS NOT NULL THEN false
        WHEN j.state = 'paused' THEN true
        ELSE j.next_at < now() - make_interval(secs => ${stuckSeconds})
          AND (w.id IS NULL OR w.stopped_at IS NOT NULL OR w.beat_at < now() - make_interval(secs => ${deadAfterSeconds}))
      END
    ORDER BY j.id DESC LIMIT 20`
}
