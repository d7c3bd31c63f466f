// Takes a delivery's waiting dispatches off the queue for good. Each lead's route goes on behind them, as after a refusal.

import { mayBecome } from '../queue/mayBecome.ts'
import { conclude } from './conclude.ts'
import { setupsOf, type SettleContext } from './settle.ts'
import type { SettledDispatch } from './write.ts'

/** Answers how many were cancelled. Dispatches that are being sent at this moment are left to their result. */
export async function cancelWaiting(
  context: SettleContext,
  accountId: string,
  delivery: string,
  reason: string,
): Promise<number> {
  const setups = await setupsOf(context.live, [{ accountId }])
  const done = await context.db.engine.begin(async (tx) => {
    const cancelled = await tx<SettledDispatch[]>`
      UPDATE dispatches d SET state = 'cancelled', reason = ${reason}, settled_at = now()
      WHERE d.account_id = ${accountId} AND d.delivery = ${delivery} AND ${mayBecome(tx, 'cancelled', ['queued', 'held'])}
      RETURNING d.account_id::text AS "accountId", d.id::text AS id, d.lead_id::text AS "leadId",
        d.lead_received_at AS "receivedAt", d.reserved`
    const ended = cancelled.map(
      (dispatch) => ({ dispatch, state: 'cancelled', price: null, redirectUrl: null }) as const,
    )
    return { count: cancelled.length, ...(await conclude(tx, ended, setups, context.dispatchIds)) }
  })
  if (done.dispatches.length > 0) context.onDispatches(done.dispatches)
  if (done.settledLeads.length > 0) context.onSettled(done.settledLeads)
  return done.count
}
