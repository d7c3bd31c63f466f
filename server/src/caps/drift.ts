// Compares what cap windows hold with the leads and dispatches themselves. The difference must be nothing; if there is one, a
// person is told.

import type { Sql, TransactionSql } from 'postgres'

import { databaseNow } from '../db/clock.ts'
import { raise, type Alert } from '../alerts/raise.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { accountCaps } from './accountCaps.ts'
import { readCaps, type CapState } from './readCaps.ts'
import { recountOf, type Recount } from './recount.ts'

export interface Compared {
  readonly state: CapState
  /** Null where it cannot be told. */
  readonly recount: Recount | null
}

/** In one snapshot, so that nothing can come between the two counts. */
export function compareCaps(
  engine: Sql,
  setup: AccountSetup,
  wanted: (cap: CapState['cap']) => boolean,
  worlds: readonly boolean[],
): Promise<Compared[]> {
  return engine.begin('isolation level repeatable read read only', async (tx: TransactionSql) => {
    const at = databaseNow()
    const caps = worlds.flatMap((test) => accountCaps(setup, at, test)).filter(wanted)
    const compared: Compared[] = []
    for (const state of await readCaps(tx, caps)) {
      compared.push({ state, recount: await recountOf(tx, setup, state.cap) })
    }
    return compared
  })
}

/**
 * Who was let in over the cap at intake cannot be told from the others, so the sum is compared. A lead's value may have been
 * edited after it was counted, so caps of one value are not held to it.
 */
export function hasDrifted({ state, recount }: Compared): boolean {
  const { subject } = state.cap
  if (recount === null || (subject.kind === 'campaign' && subject.field !== null)) return false
  const counted = state.used + state.reserved + state.overCap
  const recounted = recount.used + recount.reserved + recount.overCap
  const difference = counted > recounted ? counted - recounted : recounted - counted
  return difference > recount.unsure
}

/** Answers how many alerts were raised. Test leads are left out. */
export async function checkDrift(engine: Sql, setup: AccountSetup): Promise<number> {
  const drifted = (await compareCaps(engine, setup, () => true, [false])).filter(hasDrifted)
  for (const one of drifted) await raise(engine, driftAlert(setup.accountId, one))
  return drifted.length
}

function driftAlert(accountId: string, { state, recount }: Compared): Alert {
  const { slot } = state.cap
  const counted = { used: `${state.used}`, reserved: `${state.reserved}`, overCap: `${state.overCap}` }
  const found = { used: `${recount?.used}`, reserved: `${recount?.reserved}`, overCap: `${recount?.overCap}` }
  return {
    accountId,
    kind: 'capDrift',
    subject: `cap ${slot.scope} ${slot.window}`,
    message:
      `The count of the ${slot.window} cap of ${slot.scope} differs from its leads: ${counted.used} used and ` +
      `${counted.reserved} reserved, found ${found.used} and ${found.reserved}. Please report this as a fault.`,
    detail: { scope: slot.scope, window: slot.window, start: slot.start.toISOString(), counted, found },
  }
}
