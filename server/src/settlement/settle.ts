// Settlement: a batch of attempt results becomes dispatch states, and what follows from them. One transaction a batch; a result
// that lost its fence is late: kept beside what its attempt was given up as.

import type { Database } from '../db/database.ts'
import type { IdBlock } from '../db/ids.ts'
import { writeWith } from '../db/together.ts'
import { cancelErased, forgetErased } from '../erasure/settleErased.ts'
import type { NewDispatch } from '../queue/dispatches.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { LiveSetup } from '../setup/live.ts'
import { conclude } from './conclude.ts'
import type { Ended } from './ended.ts'
import { settleLate } from './late.ts'
import { lawfulResult } from './lawfulResult.ts'
import type { Result } from './result.ts'
import { finishAttempts, forgetPlaces, insertBodies, settleDispatches, type FencedDispatch } from './write.ts'

export interface SettleContext {
  readonly db: Database
  readonly live: LiveSetup
  readonly dispatchIds: IdBlock
  readonly onDispatches: (dispatches: readonly NewDispatch[]) => void
  readonly onSettled: (leadIds: readonly string[]) => void
  /** Places in caps came free: leads may wait for them. */
  readonly onFreed: () => void
  /** Leads were sold: the account of each. */
  readonly onSold: (accountIds: readonly string[]) => void
  readonly log: { error(fields: object, message: string): void }
}

/** Writes the results. Rejects when the database is not there; the caller tries the same batch again. */
export async function settle(context: SettleContext, results: readonly Result[]): Promise<void> {
  const setups = await setupsOf(context.live, results)
  const lawful = results.map((result) => lawfulResult(result, context.log))
  let freed = false
  const done = await context.db.engine.begin(async (tx) => {
    const settled = await writeWith(
      tx,
      [finishAttempts(tx, results), insertBodies(tx, results)],
      settleDispatches(tx, lawful),
    )
    const lost = settled.length < results.length ? lostOf(lawful, settled) : []
    const ended = await cancelErased(tx, endedOf(lawful, settled), settled)
    if (lost.length > 0) ended.push(...(await settleLate(tx, lost)))
    freed = ended.some(freesPlaces)
    const concluded = await conclude(tx, ended, setups, context.dispatchIds)
    await forgetPlaces(tx, ended)
    await forgetErased(tx, settled, lost)
    return concluded
  })
  if (done.dispatches.length > 0) context.onDispatches(done.dispatches)
  if (done.settledLeads.length > 0) context.onSettled(done.settledLeads)
  if (done.soldIn.length > 0) context.onSold(done.soldIn)
  if (freed) context.onFreed()
}

function freesPlaces({ dispatch, state }: Ended): boolean {
  return dispatch.reserved !== null && state !== 'accepted' && state !== 'pending' && state !== 'review'
}

export async function setupsOf(
  live: LiveSetup,
  rows: readonly { readonly accountId: string }[],
): Promise<ReadonlyMap<string, AccountSetup>> {
  const accounts = [...new Set(rows.map((row) => row.accountId))]
  return new Map(await Promise.all(accounts.map(async (id) => [id, await live.account(id)] as const)))
}

function endedOf(results: readonly Result[], settled: readonly FencedDispatch[]): Ended[] {
  const byAttempt = new Map(settled.map((dispatch) => [`${dispatch.accountId}:${dispatch.attemptId}`, dispatch]))
  return results.flatMap(({ accountId, attemptId, next, understood }) => {
    const dispatch = byAttempt.get(`${accountId}:${attemptId}`)
    if (!dispatch || next.kind !== 'final') return []
    return [{ dispatch, state: next.state, price: next.price, redirectUrl: understood.redirectUrl }]
  })
}

/** Results whose attempt did not hold its dispatch any more. */
function lostOf(results: readonly Result[], settled: readonly FencedDispatch[]): Result[] {
  const written = new Set(settled.map(({ accountId, attemptId }) => `${accountId}:${attemptId}`))
  return results.filter(({ accountId, attemptId }) => !written.has(`${accountId}:${attemptId}`))
}
