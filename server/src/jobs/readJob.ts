import { databaseNow } from '../db/clock.ts'
import type { Database } from '../db/database.ts'
import { notFound } from '../http/problem.ts'
import { jobColumns, shownJob, type JobRow, type ShownJob } from './jobRow.ts'

/** Throws a 404 Problem when the account has no such job. */
export async function readJob(db: Database, accountId: string, id: string): Promise<ShownJob> {
  const [row] = await db.asAccount(
    accountId,
    (tx) => tx<JobRow[]>`
      SELECT ${jobColumns(tx)} FROM jobs j WHERE j.account_id = current_account() AND j.id = ${id}::bigint`,
  )
  if (!row) throw notFound(`Job ${id}`)
  return shownJob(row, databaseNow())
}
