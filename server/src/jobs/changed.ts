// Tells who watches that a job has come further.

import type { TransactionSql } from 'postgres'
import type { z } from 'zod'

import type { jobProgress } from '@switchyard/contract/jobs/progress.ts'

import { publish } from '../stream/publish.ts'

type Progress = z.output<typeof jobProgress>

export async function jobChanged(tx: TransactionSql, accountId: string, jobId: string): Promise<void> {
  const [job] = await tx<Progress[]>`
    SELECT j.id::text AS id, j.action, j.state, j.total, j.succeeded + j.failed + j.left_out AS done, j.succeeded, j.failed,
      j.left_out AS "leftOut", j.cancelled
    FROM jobs j WHERE j.account_id = ${accountId} AND j.id = ${jobId}::bigint`
  if (job) await publish(tx, accountId, 'jobs', { ...job })
}
