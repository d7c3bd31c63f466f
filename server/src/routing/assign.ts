// Routing for a batch: each accepted lead gets its decision and the dispatches that follow from it.

import type { TransactionSql } from 'postgres'

import { noWaivers } from '@switchyard/core/routing/decision.ts'
import { unsoldWords } from '@switchyard/core/routing/unsold.ts'

import { databaseNow } from '../db/clock.ts'
import { countOverCap, countPlace, reservePlace } from '../caps/places.ts'
import { deliverySlots, type AccountSlot } from '../caps/slots.ts'
import type { Counter, WindowDelta } from '../caps/windows.ts'
import type { IdBlock } from '../db/ids.ts'
import { dispatchClass, type NewDispatch } from '../queue/dispatches.ts'
import { spreadHold } from '../queue/spreadHold.ts'
import type { Candidate } from '../intake/candidate.ts'
import { route, type RouteWorld } from './route.ts'

/** The windows of every delivery that this lead could go to. */
export function deliveryWindowsOf({ setup, campaign, incoming, at, failures }: Candidate): AccountSlot[] {
  if (failures.length > 0) return []
  return campaign.routing.deliveries.flatMap((delivery) =>
    deliverySlots(setup, campaign.doc, delivery, at, incoming.test),
  )
}

/** Who took the lead when its route was run before, and who gave it back. */
export type OfferHistory = Pick<RouteWorld, 'soldTo' | 'returnedBy' | 'takenBy'>

const noHistory: OfferHistory = { soldTo: new Set(), returnedBy: new Set(), takenBy: new Set() }

/** Decides and writes the decision onto the candidate; places in caps are taken in `counters`. A fault of ours makes it errored. */
export function assign(
  candidate: Candidate,
  counters: Map<string, Counter>,
  draw: number,
  history: OfferHistory = noHistory,
): void {
  try {
    decide(candidate, counters, draw, history)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    const message = `This lead could not be routed because of an error of ours: ${words}`
    candidate.failures.push({
      code: 'ERROR_CHECKING',
      field: null,
      value: null,
      rule: null,
      list: null,
      message,
      suggestions: [],
    })
    candidate.counted.length = 0
    candidate.overCap.length = 0
    candidate.offers.length = 0
  }
}

function decide(candidate: Candidate, counters: Map<string, Counter>, draw: number, history: OfferHistory): void {
  const { setup, campaign, screened, at } = candidate
  const world = { now: at, draw, counters, ...history }
  const { decision, offers } = route(setup, campaign, screened.facts, world, noWaivers)
  candidate.decision = decision
  candidate.offers.push(...offers)
  if (offers.length === 0) {
    candidate.sold = 'unsold'
    candidate.soldReason = unsoldWords(decision)
    return
  }
  candidate.deliveryStatus = 'pending'
  const mayBeSold = decision.considered.some((line) => line.excluded === null && line.buyer !== null)
  candidate.sold = mayBeSold ? 'pending' : null
}

/** A place with a worker of this process. */
export interface HandOver {
  readonly workerId: string
}

export interface Made<Place extends HandOver> {
  readonly candidate: Candidate
  readonly dispatch: NewDispatch
  readonly place: Place | null
}

/** `reserve` answers null where the dispatch has to wait on the queue. */
export async function dispatchesOf<Place extends HandOver>(
  tx: TransactionSql,
  candidates: readonly Candidate[],
  ids: { readonly dispatches: IdBlock; readonly attempts: IdBlock },
  reserve: (destination: { readonly accountId: string; readonly delivery: string }) => Place | null,
): Promise<Made<Place>[]> {
  const offers = candidates.flatMap((candidate) => candidate.offers.map((offer) => ({ candidate, offer })))
  if (offers.length === 0) return []
  const [dispatchIds, attemptIds] = await Promise.all([
    ids.dispatches.take(tx, offers.length),
    ids.attempts.take(tx, offers.length),
  ])
  const createdAt = databaseNow()
  return offers.map(({ candidate, offer }, index) => {
    const { incoming, campaign, setup } = candidate
    const { delivery } = offer
    const maxAgeMs = (setup.deliveries.get(delivery)?.doc.retry.maxAgeHours ?? 24) * 3_600_000
    const place = offer.holdUntil === null ? reserve({ accountId: incoming.accountId, delivery }) : null
    const holdUntil = offer.holdUntil && spreadHold(setup, delivery, offer.holdUntil, candidate.id)
    const dispatch: NewDispatch = {
      accountId: incoming.accountId,
      // `take` answers as many ids as were asked for.
      id: dispatchIds[index] as string,
      leadId: candidate.id,
      leadReceivedAt: incoming.receivedAt,
      campaign: campaign.reference,
      delivery,
      buyer: offer.buyer,
      class: dispatchClass.live,
      holdUntil,
      holdReason: offer.holdReason,
      waitsForPlace: offer.waitsForPlace,
      expiresAt: new Date((holdUntil ?? createdAt).getTime() + maxAgeMs),
      reserved: offer.reserved,
      test: incoming.test,
      createdAt,
      claimed: place && { workerId: place.workerId, attemptId: attemptIds[index] as string, leadRevision: 1 },
    }
    return { candidate, dispatch, place }
  })
}

/** What the batch changes in cap windows: leads counted at intake, places reserved for offers. */
export function deltasOf(candidate: Candidate): WindowDelta[] {
  return [
    ...candidate.counted.map(countPlace),
    ...candidate.overCap.map((ref) => countOverCap(ref, BigInt(ref.amount ?? 0))),
    ...candidate.offers.flatMap((offer) => offer.reserved.map(reservePlace)),
  ]
}
