import type { TransactionSql } from 'postgres'

import { conclude } from './conclude.ts'
import { setupsOf, type SettleContext } from './settle.ts'
import type { SettledDispatch } from './write.ts'

/** Dispatches that were held and are skipped now: their routes go on. Answers what is to be done after the commit. */
export async function skipHeld(
  context: SettleContext,
  tx: TransactionSql,
  dispatches: readonly SettledDispatch[],
): Promise<() => void> {
  const setups = await setupsOf(context.live, dispatches)
  const ended = dispatches.map((dispatch) => ({ dispatch, state: 'skipped', price: null, redirectUrl: null }) as const)
  const done = await conclude(tx, ended, setups, context.dispatchIds)
  return () => {
    if (done.dispatches.length > 0) context.onDispatches(done.dispatches)
    if (done.settledLeads.length > 0) context.onSettled(done.settledLeads)
  }
}
