// Settlement: a batch of attempt results becomes dispatch states, and what follows from them. One transaction a batch; a result
// that lost its fence changes nothing but its own attempt row.

import type { Database } from '../db/database.ts'
import type { IdBlock } from '../db/ids.ts'
import type { NewDispatch } from '../queue/dispatches.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { LiveSetup } from '../setup/live.ts'
import { conclude } from './conclude.ts'
import type { Ended } from './ended.ts'
import type { Result } from './result.ts'
import { finishAttempts, forgetPlaces, insertBodies, settleDispatches, type SettledDispatch } from './write.ts'

export interface SettleContext {
  readonly db: Database
  readonly live: LiveSetup
  readonly dispatchIds: IdBlock
  readonly onDispatches: (dispatches: readonly NewDispatch[]) => void
  readonly onSettled: (leadIds: readonly string[]) => void
}

/** Writes the results. Rejects when the database is not there; the caller tries the same batch again. */
export async function settle(context: SettleContext, results: readonly Result[]): Promise<void> {
  const setups = await setupsOf(context.live, results)
  const done = await context.db.engine.begin(async (tx) => {
    const [settled] = await Promise.all([
      settleDispatches(tx, results),
      finishAttempts(tx, results),
      insertBodies(tx, results),
    ])
    const ended = endedOf(results, settled)
    const concluded = await conclude(tx, ended, setups, context.dispatchIds)
    await forgetPlaces(tx, ended)
    return concluded
  })
  if (done.dispatches.length > 0) context.onDispatches(done.dispatches)
  if (done.settledLeads.length > 0) context.onSettled(done.settledLeads)
}

export async function setupsOf(
  live: LiveSetup,
  rows: readonly { readonly accountId: string }[],
): Promise<ReadonlyMap<string, AccountSetup>> {
  const accounts = [...new Set(rows.map((row) => row.accountId))]
  return new Map(await Promise.all(accounts.map(async (id) => [id, await live.account(id)] as const)))
}

function endedOf(results: readonly Result[], settled: readonly SettledDispatch[]): Ended[] {
  const byId = new Map(settled.map((dispatch) => [`${dispatch.accountId}:${dispatch.id}`, dispatch]))
  return results.flatMap(({ accountId, dispatchId, next, understood }) => {
    const dispatch = byId.get(`${accountId}:${dispatchId}`)
    if (!dispatch || next.kind !== 'final') return []
    return [{ dispatch, state: next.state, price: next.price, redirectUrl: understood.redirectUrl }]
  })
}
