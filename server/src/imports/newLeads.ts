// Rows without LeadID become leads, inside the transaction that says what came of each row: either both are there or neither. What is
// decided about them is what the way in decides about every lead (pipeline.ts).

import type { TransactionSql } from 'postgres'

import { WindowsOverrun, writeWindows } from '../caps/windows.ts'
import type { IdBlock } from '../db/ids.ts'
import { writeTogether } from '../db/together.ts'
import { decide } from '../decide.ts'
import { dispositionOf, statusOf, type Candidate } from '../intake/candidate.ts'
import type { Incoming } from '../intake/incoming.ts'
import { insertLeadData, insertLeads } from '../intake/store.ts'
import { dispatchClass, insertDispatches, type NewDispatch } from '../queue/dispatches.ts'
import type { ReadmissionContext } from '../readmission/readmit.ts'
import { assign, deltasOf, dispatchesOf } from '../routing/assign.ts'
import { writeKeys } from '../screening/dedupe.ts'
import { screenArrival } from '../screening/screenArrival.ts'
import { acceptPayout } from '../settlement/acceptPayout.ts'
import { insertBookings } from '../settlement/booking.ts'
import type { AccountSetup, LiveCampaign } from '../setup/compile.ts'

export interface NewLeadsContext extends ReadmissionContext {
  readonly leadIds: IdBlock
}

export interface NewLead {
  readonly id: string
  readonly receivedAt: Date
  readonly test: boolean
  readonly status: ReturnType<typeof statusOf>
  readonly reason: string | null
}

export interface Where {
  readonly setup: AccountSetup
  readonly campaign: LiveCampaign
}

/** One for each, in order. Whoever calls wakes the destinations of `dispatches` after the commit. */
export async function takeNewLeads(
  tx: TransactionSql,
  context: NewLeadsContext,
  where: Where,
  incoming: readonly Incoming[],
): Promise<{ readonly leads: readonly NewLead[]; readonly dispatches: readonly NewDispatch[] }> {
  if (incoming.length === 0) return { leads: [], dispatches: [] }
  const ids = await context.leadIds.take(tx, incoming.length)
  const run = (lockCaps: boolean) =>
    tx.savepoint((sp) => {
      // `take` answers as many ids as were asked for.
      const candidates = incoming.map((one, index) => screenArrival({ incoming: one, ...where }, ids[index] as string))
      return take(sp, context, candidates, lockCaps)
    })
  try {
    return await run(false)
  } catch (error) {
    if (error instanceof WindowsOverrun) return run(true)
    throw error
  }
}

async function take(
  tx: TransactionSql,
  context: NewLeadsContext,
  candidates: readonly Candidate[],
  lockCaps: boolean,
): Promise<{ readonly leads: readonly NewLead[]; readonly dispatches: readonly NewDispatch[] }> {
  const decided = await decide(tx, candidates, lockCaps, (candidate, counters) =>
    assign(candidate, counters, context.random()),
  )
  const ids = { dispatches: context.dispatchIds, attempts: context.attemptIds }
  const made = await dispatchesOf(tx, candidates, ids, () => null)
  const dispatches = made.map(({ dispatch }) => ({ ...dispatch, class: dispatchClass.bulk }))
  const payouts = new Map(candidates.map((candidate) => [candidate, acceptPayout(candidate)]))
  await Promise.all([
    writeTogether(tx, [
      insertLeads(tx, candidates, (candidate) => payouts.get(candidate)?.amount ?? 0n),
      insertLeadData(tx, candidates),
      insertDispatches(tx, dispatches),
      insertBookings(
        tx,
        [...payouts.values()].flatMap((booking) => booking ?? []),
      ),
      ...writeKeys(tx, decided.keys),
    ]),
    writeWindows(tx, candidates.flatMap(deltasOf), decided.limits),
  ])
  return {
    dispatches,
    leads: candidates.map((candidate) => ({
      id: candidate.id,
      receivedAt: candidate.incoming.receivedAt,
      test: candidate.incoming.test,
      status: statusOf(candidate),
      reason: dispositionOf(candidate).reason,
    })),
  }
}
