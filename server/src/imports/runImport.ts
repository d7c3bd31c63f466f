// Running an import makes the job of its rows, once.

import type { TransactionSql } from 'postgres'

import { audit } from '../access/audit.ts'
import { invalid, notFound, Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { jobChanged } from '../jobs/changed.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { readImport } from './importRow.ts'
import { rememberMapping } from './matchImport.ts'
import { obstaclesOf } from './obstacles.ts'
import { insertMadeItems, insertRowItems, insertRowJob } from './rowJob.ts'

/** The job's id; that of the first time when it was run before. Runs in the account's own transaction. */
export async function runImport(
  tx: TransactionSql,
  setup: AccountSetup,
  caller: Caller,
  id: string,
  requestId: string,
): Promise<string> {
  const { accountId, actor } = caller
  await lock(tx, id)
  const item = await readImport(tx, { accountId, id })
  if (!item) throw notFound(`Import ${id}`)
  if (item.jobId !== null) return item.jobId
  if (item.state !== 'ready') {
    const words = item.state === 'reading' ? 'It is still being read' : `It could not be read: ${item.reason ?? ''}`
    throw new Problem(409, 'wrong_state', words)
  }
  const obstacles = obstaclesOf(item, setup)
  if (obstacles.length > 0) {
    throw invalid(
      obstacles.map(({ code, message }) => ({ path: '', code, message })),
      422,
      'cannot_run',
    )
  }
  const jobId = await insertRowJob(tx, { action: 'import', importId: id, actor })
  await insertRowItems(tx, jobId, id)
  await tx`
    UPDATE imports m SET job_id = ${jobId}::bigint, ran_at = now() WHERE m.account_id = ${accountId} AND m.id = ${id}::bigint`
  if (item.campaign !== null && item.purpose === 'leads') {
    await rememberMapping(tx, accountId, {
      campaign: item.campaign,
      supplier: item.options.supplier ?? '',
      columns: item.columns,
    })
  }
  await audit(tx, { accountId, actor, action: 'import.run', object: `import ${id}`, after: { job: jobId }, requestId })
  await jobChanged(tx, accountId, jobId)
  return jobId
}

/** The job that takes the new leads out again; that of the first time when it was asked for before. */
export async function undoImport(tx: TransactionSql, caller: Caller, id: string, requestId: string): Promise<string> {
  const { accountId, actor } = caller
  await lock(tx, id)
  const item = await readImport(tx, { accountId, id })
  if (!item) throw notFound(`Import ${id}`)
  if (item.undoJobId !== null) return item.undoJobId
  if (item.jobId === null)
    throw new Problem(409, 'wrong_state', 'This import was never run: there is nothing to take out')
  const open = await tx`
    SELECT 1 FROM jobs j WHERE j.account_id = ${accountId} AND j.id = ${item.jobId}::bigint AND j.finished_at IS NULL`
  if (open.count > 0) throw new Problem(409, 'wrong_state', 'This import still runs: cancel it first')
  const jobId = await insertRowJob(tx, { action: 'undoImport', importId: id, actor })
  await insertMadeItems(tx, jobId, id)
  await tx`
    UPDATE imports m SET undo_job_id = ${jobId}::bigint WHERE m.account_id = ${accountId} AND m.id = ${id}::bigint`
  await audit(tx, { accountId, actor, action: 'import.undo', object: `import ${id}`, after: { job: jobId }, requestId })
  await jobChanged(tx, accountId, jobId)
  return jobId
}

/** Two clicks, or a run and a change of options, wait for each other. */
async function lock(tx: TransactionSql, id: string): Promise<void> {
  await tx`SELECT 1 FROM imports m WHERE m.account_id = current_account() AND m.id = ${id}::bigint FOR UPDATE`
}
