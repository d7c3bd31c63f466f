// The claim loop and the work at hand. It asks the queue only for destinations that have room, a little ahead of what may be under
// way at once, wakes when this process made work, and polls for what others made and what has become due. A lead that was just
// routed here skips the queue: its dispatch is written as claimed, and handed over after the commit.

import type { Sql } from 'postgres'

import type { DestinationReport } from '@switchyard/core/delivery/destinationReport.ts'
import type { WorkerRank } from '@switchyard/core/delivery/workerShare.ts'

import type { DispatchClass } from '../queue/dispatches.ts'
import type { LiveSetup } from '../setup/live.ts'
import { createAppetite } from './appetite.ts'
import { claim, type Claimed } from './claim.ts'
import { findDue } from './due.ts'
import type { GateEvent } from './gate.ts'
import { createLane, hold, pushAhead, shiftAhead, takeAllAhead, type Lane } from './lane.ts'
import type { Lease } from './lease.ts'
import { placesOf } from './limits.ts'
import { claimHoldsMs } from './reclaim.ts'
import type { SelfPause } from './selfPause.ts'
import { createSlots } from './slots.ts'
import { capacityOf, roomIn, termsOf, type Terms } from './terms.ts'

export interface Destination {
  readonly accountId: string
  readonly delivery: string
  /** Of the work that was made; left out: any. */
  readonly class?: DispatchClass
}

export interface Dispatcher {
  /** Work was made for these destinations. */
  wake(destinations: Iterable<Destination>): void
  /** A place for work that is about to be written as claimed by this worker; null when the queue is the better place. */
  reserve(destination: Destination): Place | null
  start(): void
  /** Stops claiming and gives back what has not begun; resolves when everything under way has ended. */
  stop(): Promise<void>
  readonly inFlight: number
  /** Since the last time the loop looked at the queue. */
  readonly tickAgeMs: number
  /** Attempts that may have begun. */
  openAttempts(): readonly string[]
  hasAttempt(attemptId: string): boolean
  /** Every destination that had work since the start. */
  lanes(): Iterable<Lane>
  /** No destination has more calls under way than this worker's part of it allows. */
  isWithinParts(rank: WorkerRank): boolean
}

export interface Place {
  readonly workerId: string
  /** The dispatch is committed as claimed: it may begin. */
  take(work: Claimed): void
  /** It was not written. */
  cancel(): void
}

export interface DispatcherOptions {
  readonly engine: Sql
  readonly live: LiveSetup
  readonly lease: Lease
  /** This worker among those that are alive; null: it may not begin yet. */
  readonly rank: () => WorkerRank | null
  /** What this process itself can bear. */
  readonly self: Pick<SelfPause, 'isOn' | 'limit'>
  readonly log: { warn(fields: object, message: string): void }
  readonly random: () => number
  /** Sends one claimed dispatch and hands its result to settlement. Never rejects. */
  readonly send: (work: Claimed, epoch: number) => Promise<DestinationReport>
  /** Puts claimed work that has not begun back on the queue. */
  readonly giveBack: (work: readonly Claimed[]) => Promise<void>
  /** How many results wait to be written; above the bound nothing new is claimed. */
  readonly unwritten: () => number
  /** A destination does not work, or works again. */
  readonly onEvent: (destination: Destination, event: GateEvent) => void
}

const pollEveryMs = 200
/** Claimed but not begun, over all destinations. */
const maxAhead = 1024
const maxUnwritten = 2000
/** A claim costs a round trip: let a few dispatches come together. */
const gatherMs = 4
const fresh = 0

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { engine, live, lease, log } = options
  const lanes = new Map<string, Lane>()
  const appetite = createAppetite()
  const attempts = new Set<string>()
  const slots = createSlots<Lane>()
  let ahead = 0
  let claiming = false
  let looking = false
  let stopped = true
  let gather: NodeJS.Timeout | null = null
  let poll: NodeJS.Timeout | null = null
  let lastTickMs = performance.now()
  let drained: (() => void)[] = []

  function laneOf({ accountId, delivery }: Destination): Lane {
    const key = `${accountId}:${delivery}`
    const known = lanes.get(key)
    if (known) return known
    const lane = createLane(accountId, delivery)
    lanes.set(key, lane)
    return lane
  }

  const terms = (lane: Lane) => (stopped || options.self.isOn ? 'closed' : termsOf(lane, live, options.rank()))

  function mayClaim(): boolean {
    return !stopped && lease.mayBegin(lease.epoch) && options.unwritten() <= maxUnwritten && options.rank() !== null
  }

  async function tick(): Promise<void> {
    if (claiming || appetite.isEmpty || !mayClaim()) return
    const { epoch } = lease
    const wants = appetite.wants(terms, maxAhead - ahead)
    if (wants.length === 0) return
    claiming = true
    try {
      const askedMs = performance.now()
      const claimed = await claim(
        engine,
        lease.workerId,
        wants.map(({ want }) => want),
      )
      lastTickMs = performance.now()
      for (const work of claimed) {
        const { brought } = laneOf(work)
        brought[work.stream] = (brought[work.stream] ?? 0) + 1
      }
      // As much as was asked for: there may be more.
      for (const { lane, want } of wants) if (lane.brought[want.stream] === want.count) appetite.feed(lane, want.stream)
      acceptAll(claimed, epoch, askedMs)
    } catch (error) {
      for (const { lane, want } of wants) appetite.feed(lane, want.stream)
      log.warn({ error }, 'work could not be claimed')
    } finally {
      claiming = false
    }
  }

  /** Finds what has become due and what others made, and looks after work at hand whose destination may not go on. */
  async function look(): Promise<void> {
    for (const lane of lanes.values()) if (lane.aheadCount > 0) pump(lane)
    if (looking || !mayClaim()) {
      if (!looking) lastTickMs = performance.now()
      return
    }
    looking = true
    try {
      for (const due of await findDue(engine)) appetite.mark(laneOf(due), due)
    } catch (error) {
      log.warn({ error }, 'the queue could not be looked at')
    } finally {
      looking = false
      lastTickMs = performance.now()
    }
    await tick()
  }

  function acceptAll(claimed: readonly Claimed[], epoch: number, askedMs: number): void {
    const nowMs = performance.now()
    if (nowMs - askedMs > claimHoldsMs) {
      giveBack(claimed)
      return
    }
    for (const work of claimed) {
      pushAhead(laneOf(work), { work, epoch }, nowMs)
      attempts.add(work.attemptId)
    }
    ahead += claimed.length
    for (const work of claimed) pump(laneOf(work))
  }

  /** One that has to wait because of this process's own limit is looked after when the queue is looked at. */
  function mayStart(lane: Lane): boolean {
    return slots.underWay < options.self.limit && slots.mayTake(lane)
  }

  function pump(lane: Lane): void {
    if (lane.aheadCount > 0) {
      const now = terms(lane)
      if (typeof now === 'object') {
        while (lane.aheadCount > 0 && lane.underWay < now.limit && mayStart(lane) && mayGo(lane, now)) begin(lane)
      } else if (isGone(lane)) while (lane.aheadCount > 0) begin(lane)
      else if (now === 'closed') returnWork(lane)
    }
    if (appetite.has(lane)) soon()
  }

  /** The delivery was deleted: its work ends as soon as it begins. */
  function isGone({ accountId, delivery }: Lane): boolean {
    const setup = live.peek(accountId)
    return !stopped && setup !== undefined && !setup.deliveries.has(delivery)
  }

  /** The destination's own rate; a lane that has to wait for it is woken by itself. */
  function mayGo(lane: Lane, { rate }: Terms): boolean {
    if (rate === null) return true
    if (lane.pause) return false
    const waitMs = lane.pace.take(rate, performance.now())
    if (waitMs === 0) return true
    lane.pause = setTimeout(() => {
      lane.pause = null
      pump(lane)
    }, Math.ceil(waitMs))
    return false
  }

  function begin(lane: Lane): void {
    const begunMs = performance.now()
    const next = shiftAhead(lane, begunMs)
    if (!next) return
    ahead -= 1
    slots.take(lane)
    void finish(lane, next.work, options.send(next.work, next.epoch), begunMs)
  }

  async function finish(lane: Lane, work: Claimed, call: Promise<DestinationReport>, begunMs: number): Promise<void> {
    const report = await call
    attempts.delete(work.attemptId)
    slots.give(lane)
    note(lane, report, begunMs)
    if (slots.isAwaited) for (const other of slots.waiting()) pump(other)
    pump(lane)
    if (slots.underWay === 0) for (const resolve of drained.splice(0)) resolve()
  }

  function note(lane: Lane, report: DestinationReport, begunMs: number): void {
    const delivery = live.peek(lane.accountId)?.deliveries.get(lane.delivery)
    const rank = options.rank()
    if (!delivery || !rank) return
    const call = { begunMs, nowMs: performance.now(), draw: options.random() }
    const event = lane.gate.note(report, call, delivery.doc, placesOf(delivery, rank, lane.turn))
    if (event) options.onEvent(lane, event)
  }

  function returnWork(...from: Lane[]): void {
    const work = from.flatMap(takeAllAhead)
    if (work.length === 0) return
    ahead -= work.length
    for (const { attemptId } of work) attempts.delete(attemptId)
    giveBack(work)
  }

  function giveBack(work: readonly Claimed[]): void {
    options
      .giveBack(work)
      .catch((error: unknown) => log.warn({ error }, 'claimed work could not be given back; it is found later'))
  }

  function soon(): void {
    if (gather || stopped) return
    gather = setTimeout(() => {
      gather = null
      void tick()
    }, gatherMs)
  }

  return {
    wake(destinations) {
      for (const destination of destinations) appetite.mark(laneOf(destination), destination)
      soon()
    },
    reserve(destination) {
      const lane = laneOf(destination)
      const now = mayClaim() ? terms(lane) : 'closed'
      if (typeof now === 'string' || roomIn(lane, now, fresh, capacityOf(lane, now, maxAhead - ahead)) <= 0) return null
      const { epoch } = lease
      hold(lane, fresh, 1)
      const askedMs = performance.now()
      return {
        workerId: lease.workerId,
        take(work) {
          hold(lane, fresh, -1)
          acceptAll([work], epoch, askedMs)
        },
        cancel() {
          hold(lane, fresh, -1)
        },
      }
    },
    start() {
      stopped = false
      poll = setInterval(() => void look(), pollEveryMs)
    },
    async stop() {
      stopped = true
      if (poll) clearInterval(poll)
      if (gather) clearTimeout(gather)
      for (const lane of lanes.values()) if (lane.pause) clearTimeout(lane.pause)
      returnWork(...lanes.values())
      if (slots.underWay > 0) await new Promise<void>((resolve) => drained.push(resolve))
    },
    get inFlight() {
      return slots.underWay + ahead
    },
    get tickAgeMs() {
      return performance.now() - lastTickMs
    },
    openAttempts: () => [...attempts],
    hasAttempt: (attemptId) => attempts.has(attemptId),
    lanes: () => lanes.values(),
    isWithinParts(rank) {
      for (const lane of lanes.values()) {
        if (lane.underWay === 0) continue
        const delivery = live.peek(lane.accountId)?.deliveries.get(lane.delivery)
        if (delivery && lane.underWay > placesOf(delivery, rank, lane.turn)) return false
      }
      return true
    },
  }
}
