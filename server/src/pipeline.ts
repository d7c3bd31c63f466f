// The way of a lead, in order. A batch of leads goes through in one transaction: what is answered is on disk, and no lead is ever
// half decided. Delivery and settlement go on from the dispatches written here.

import { databaseNow } from './db/clock.ts'
import { assign, deltasOf, dispatchesOf, type Made } from './routing/assign.ts'
import { WindowsOverrun, writeWindows } from './caps/windows.ts'
import type { Database } from './db/database.ts'
import { decide } from './decide.ts'
import type { IdBlock } from './db/ids.ts'
import { writeTogether } from './db/together.ts'
import type { Destination, Place } from './delivery/dispatcher.ts'
import { firstClaim } from './delivery/firstClaim.ts'
import { insertDispatches, insertFirstAttempts } from './queue/dispatches.ts'
import type { Candidate } from './intake/candidate.ts'
import { storeAnswers } from './intake/idempotency.ts'
import type { Incoming } from './intake/incoming.ts'
import { findRepeats, splitBatch } from './intake/repeats.ts'
import { insertLeadData, insertLeads } from './intake/store.ts'
import { answersToKeep, recorded, repeated, type Admitted } from './intake/told.ts'
import { writeKeys } from './screening/dedupe.ts'
import { screenArrival } from './screening/screenArrival.ts'
import { acceptPayout } from './settlement/acceptPayout.ts'
import { insertBookings } from './settlement/booking.ts'
import type { AccountSetup, LiveCampaign } from './setup/compile.ts'

export interface Arrival {
  readonly incoming: Incoming
  readonly setup: AccountSetup
  readonly campaign: LiveCampaign
}

export interface PipelineContext {
  readonly db: Database
  readonly leadIds: IdBlock
  readonly dispatchIds: IdBlock
  readonly attemptIds: IdBlock
  readonly random: () => number
  /** A place with this process's own worker, where there is one with room; else the dispatch waits on the queue. */
  readonly reserve: (destination: Destination) => Place | null
  readonly wake: (destinations: readonly Destination[]) => void
}

/** Intake, screening and routing of a batch. One result per arrival, in order; rejects when nothing was stored. */
export async function admit(context: PipelineContext, arrivals: readonly Arrival[]): Promise<Admitted[]> {
  try {
    return await admitOnce(context, arrivals, false)
  } catch (error) {
    if (error instanceof WindowsOverrun) return admitOnce(context, arrivals, true)
    throw error
  }
}

async function admitOnce(
  context: PipelineContext,
  arrivals: readonly Arrival[],
  lockCaps: boolean,
): Promise<Admitted[]> {
  // Two arrivals with one idempotency key cannot share a batch: the later one has to see what the first one became.
  const batch = splitBatch(arrivals)
  const ids = await context.leadIds.take(context.db.engine, batch.now.length)
  // `take` answers as many ids as were asked for.
  const candidates = new Map(batch.now.map((arrival, index) => [arrival, screenArrival(arrival, ids[index] as string)]))

  let made: Made<Place>[] = []
  let told: ReadonlyMap<Candidate, Admitted>
  try {
    told = await context.db.engine.begin(async (tx) => {
      const repeats = await findRepeats(tx, [...candidates.values()], databaseNow())
      const fresh = [...candidates.values()].filter((candidate) => !repeats.has(candidate))

      const decided = await decide(tx, fresh, lockCaps, (candidate, counters) =>
        assign(candidate, counters, context.random()),
      )

      made = await dispatchesOf(
        tx,
        fresh,
        { dispatches: context.dispatchIds, attempts: context.attemptIds },
        context.reserve,
      )
      const dispatches = made.map(({ dispatch }) => dispatch)
      const payouts = new Map(fresh.map((candidate) => [candidate, acceptPayout(candidate)]))
      const payoutOf = (candidate: Candidate) => payouts.get(candidate)?.amount ?? 0n
      const answers = new Map<Candidate, Admitted>([
        ...(await repeated(tx, repeats)),
        ...fresh.map((candidate) => [candidate, recorded(candidate, payoutOf(candidate))] as const),
      ])
      await Promise.all([
        writeTogether(tx, [
          insertLeads(tx, fresh, payoutOf),
          insertLeadData(tx, fresh),
          insertDispatches(tx, dispatches),
          insertFirstAttempts(tx, dispatches),
          insertBookings(
            tx,
            [...payouts.values()].flatMap((booking) => booking ?? []),
          ),
          ...writeKeys(tx, decided.keys),
          storeAnswers(tx, answersToKeep(answers)),
        ]),
        // Last and by itself: its rows are what other batches wait for.
        writeWindows(tx, fresh.flatMap(deltasOf), decided.limits),
      ])
      return answers
    })
  } catch (error) {
    for (const { place } of made) place?.cancel()
    throw error
  }
  for (const { place, candidate, dispatch } of made) place?.take(firstClaim(candidate, dispatch))
  const waiting = made.filter(({ place }) => place === null)
  if (waiting.length > 0) context.wake(waiting.map(({ dispatch }) => dispatch))

  return arrivals.map((arrival): Admitted => {
    const candidate = candidates.get(arrival)
    return (candidate && told.get(candidate)) ?? { kind: 'again' }
  })
}
