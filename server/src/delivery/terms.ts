// On what terms a lane may work at this moment, and how much more it may take in hand.

import { roomFor, streams } from '@switchyard/core/delivery/streams.ts'
import type { WorkerRank } from '@switchyard/core/delivery/workerShare.ts'

import type { LiveDelivery } from '../setup/compile.ts'
import type { LiveSetup } from '../setup/live.ts'
import { createGate } from './gate.ts'
import { heldCount, type Lane } from './lane.ts'
import { isOpen, placesOf, ratePerSecond } from './limits.ts'
import { alwaysFree } from './slots.ts'

/** What a lane may do now. */
export interface Terms {
  readonly delivery: LiveDelivery
  /** This worker's part of the delivery's concurrency. */
  readonly places: number
  /** How many may be under way now, as the destination bears it. */
  readonly limit: number
  readonly isProbing: boolean
  /** This worker's part of the delivery's calls per second; null: no limit. */
  readonly rate: number | null
}

/** Why nothing may begin: for a moment, so that work at hand is kept, or for longer, so that it goes back. */
export type Halt = 'wait' | 'closed'

/** A pause that is shorter is waited for with the work at hand. */
const shortMs = 2_000

/** Nothing may begin while the delivery is closed, other workers have all its places, or its gate is shut. */
export function termsOf(lane: Lane, live: LiveSetup, rank: WorkerRank | null): Terms | Halt {
  const setup = live.peek(lane.accountId)
  const delivery = setup?.deliveries.get(lane.delivery)
  if (!setup || !delivery || !rank || !isOpen(setup, delivery)) return 'closed'
  const places = placesOf(delivery, rank, lane.turn)
  if (places === 0) return 'closed'
  if (lane.version !== delivery.version) {
    // Whoever changed the delivery, or paused and resumed it, wants to see it tried again.
    lane.gate = createGate(places)
    lane.version = delivery.version
  }
  const nowMs = performance.now()
  const shutMs = lane.gate.shutForMs(nowMs)
  if (shutMs > 0) return shutMs < shortMs ? 'wait' : 'closed'
  const limit = lane.gate.limit(places, nowMs)
  return { delivery, places, limit, isProbing: lane.gate.isProbing(nowMs), rate: ratePerSecond(delivery, rank) }
}

/**
 * How many may be claimed and not begun: what may be under way at once twice over, so that no slot waits for a round trip, but
 * not more than a second's worth. `free`: what is left of the room that all lanes share.
 */
export function capacityOf(lane: Lane, { limit, isProbing, rate }: Terms, free: number): number {
  if (isProbing) return limit - lane.underWay
  const own = Math.min(
    limit * 3 - lane.underWay,
    rate === null ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(rate)),
  )
  return Math.min(own, Math.max(free + heldCount(lane), alwaysFree))
}

export function roomIn(lane: Lane, { isProbing }: Terms, stream: number, capacity: number): number {
  // A few probes stand for all streams: the others find out with them.
  if (isProbing && capacity < streams.length) return Math.max(0, capacity - heldCount(lane))
  return roomFor(stream, capacity, lane.hungry, lane.held)
}
