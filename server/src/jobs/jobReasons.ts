// Why leads of a job failed or were left out, counted.

import type { TransactionSql } from 'postgres'

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { listJobReasons } from '@switchyard/contract/jobs/reasons.ts'

import { notFound } from '../http/problem.ts'

type Reasons = OutputOf<typeof listJobReasons>

const mostReasons = 100

/** Reads all items of the job: for a person who looks, not for a loop. Throws a 404 Problem when the account has no such job. */
export async function jobReasons(tx: TransactionSql, jobId: string): Promise<Reasons> {
  const found = await tx`SELECT 1 FROM jobs j WHERE j.account_id = current_account() AND j.id = ${jobId}::bigint`
  if (found.count === 0) throw notFound(`Job ${jobId}`)
  const rows = await tx<Reasons['reasons']>`
    SELECT i.state, i.outcome, i.reason, count(*)::int AS count
    FROM job_items i
    WHERE i.account_id = current_account() AND i.job_id = ${jobId}::bigint AND i.state IN ('failed', 'leftOut')
    GROUP BY i.state, i.outcome, i.reason
    ORDER BY count(*) DESC, i.state, i.outcome, i.reason LIMIT ${mostReasons + 1}`
  return { reasons: rows.slice(0, mostReasons), more: rows.length > mostReasons }
}
