// Makes the job that takes another one back.

import type { TransactionSql } from 'postgres'

import { databaseNow } from '../../db/clock.ts'
import { notFound, Problem } from '../../http/problem.ts'
import { createJob } from '../create.ts'
import { jobColumns, type JobRow } from '../jobRow.ts'
import { mayUndo } from './mayUndo.ts'

/** Runs in the account's own transaction. Answers the new job's id; throws the Problem that says why it cannot be undone. */
export async function makeUndo(
  tx: TransactionSql,
  jobId: string,
  actor: string,
  random: () => number,
): Promise<string> {
  // Two who undo the same job at once: the second one waits here and is refused.
  await tx`SELECT 1 FROM jobs j WHERE j.account_id = current_account() AND j.id = ${jobId}::bigint FOR UPDATE`
  const [job] = await tx<JobRow[]>`
    SELECT ${jobColumns(tx)} FROM jobs j WHERE j.account_id = current_account() AND j.id = ${jobId}::bigint`
  if (!job) throw notFound(`Job ${jobId}`)
  const may = mayUndo(job, databaseNow())
  if (may.kind === 'no') throw new Problem(409, may.code, may.words)
  const request = {
    action: 'undo',
    selection: { query: { job: `${jobId}:succeeded` } },
    options: { job: jobId },
  } as const
  const made = await createJob(tx, { request, actor, idempotencyKey: null }, random)
  if (made.kind !== 'made') throw new Error('A job without a key cannot have been made before')
  await tx`UPDATE jobs j SET undoes = ${jobId}::bigint WHERE j.account_id = current_account() AND j.id = ${made.id}::bigint`
  return made.id
}
