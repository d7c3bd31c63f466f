// Dispatches of a cancelled job that wait are taken off the queue. Each lead's route goes on behind them, as after a refusal.

import { mayBecome } from '../queue/mayBecome.ts'
import { conclude } from '../settlement/conclude.ts'
import { setupsOf, type SettleContext } from '../settlement/settle.ts'
import type { SettledDispatch } from '../settlement/write.ts'

const batch = 200

/** Answers how many were cancelled, at most a batch. What is being sent at this moment is left to its result. */
export async function cancelDispatches(context: SettleContext, accountId: string, jobId: string): Promise<number> {
  const setups = await setupsOf(context.live, [{ accountId }])
  const done = await context.db.engine.begin(async (tx) => {
    const cancelled = await tx<SettledDispatch[]>`
      WITH waiting AS (
        SELECT d.id FROM job_items i JOIN dispatches d ON d.account_id = i.account_id AND d.id = i.dispatch_id
        WHERE i.account_id = ${accountId} AND i.job_id = ${jobId}::bigint AND i.state = 'running'
          AND ${mayBecome(tx, 'cancelled', ['queued', 'held'])}
        ORDER BY d.id LIMIT ${batch} FOR UPDATE OF d SKIP LOCKED
      )
      UPDATE dispatches d SET state = 'cancelled', reason = ${`Job ${jobId} was cancelled`}, settled_at = now()
      FROM waiting WHERE d.account_id = ${accountId} AND d.id = waiting.id
      RETURNING d.account_id::text AS "accountId", d.id::text AS id, d.lead_id::text AS "leadId",
        d.lead_received_at AS "receivedAt", d.reserved`
    const ended = cancelled.map(
      (dispatch) => ({ dispatch, state: 'cancelled', price: null, redirectUrl: null }) as const,
    )
    return { count: cancelled.length, ...(await conclude(tx, ended, setups, context.dispatchIds)) }
  })
  if (done.dispatches.length > 0) context.onDispatches(done.dispatches)
  if (done.settledLeads.length > 0) context.onSettled(done.settledLeads)
  if (done.count > 0) context.onFreed()
  return done.count
}
