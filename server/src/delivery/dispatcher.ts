// The claim loop and the work at hand. It asks the queue only for destinations that have room, a little ahead of what may be under
// way at once, wakes when this process made work, and polls for what others made and what has become due. A lead that was just
// routed here skips the queue: its dispatch is written as claimed, and handed over after the commit.

import type { Sql } from 'postgres'

import type { AccountSetup, LiveDelivery } from '../setup/compile.ts'
import type { LiveSetup } from '../setup/live.ts'
import { claim, type Claimed, type Want } from './claim.ts'
import type { Lease } from './lease.ts'
import { createPace, type Pace } from './pace.ts'
import { claimHoldsMs } from './reclaim.ts'

export interface Destination {
  readonly accountId: string
  readonly delivery: string
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
  readonly log: { warn(fields: object, message: string): void }
  /** Sends one claimed dispatch and hands its result to settlement. Never rejects. */
  readonly send: (work: Claimed, epoch: number) => Promise<void>
  /** Puts claimed work that has not begun back on the queue. */
  readonly giveBack: (work: readonly Claimed[]) => Promise<void>
  /** How many results wait to be written; above the bound nothing new is claimed. */
  readonly unwritten: () => number
}

const pollEveryMs = 200
const maxUnderWay = 256
/** Claimed but not begun, over all destinations. */
const maxAhead = 1024
const maxUnwritten = 2000
/** What each destination may have under way and ahead however busy the others are: slow ones keep nobody else waiting. */
const always = 4
/** A claim costs a round trip: let a few dispatches come together. */
const gatherMs = 4

interface Lane {
  readonly accountId: string
  readonly delivery: string
  underWay: number
  /** Places given out for work that is not committed yet. */
  reserved: number
  readonly ahead: { readonly work: Claimed; readonly epoch: number }[]
  /** There may be work on the queue. */
  hungry: boolean
  readonly pace: Pace
  /** Set while the destination's rate makes the lane wait. */
  pause: NodeJS.Timeout | null
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { engine, live, lease, log } = options
  const lanes = new Map<string, Lane>()
  const attempts = new Set<string>()
  let underWay = 0
  let ahead = 0
  let claiming = false
  let stopped = true
  let gather: NodeJS.Timeout | null = null
  let poll: NodeJS.Timeout | null = null
  let lastTickMs = performance.now()
  let drained: (() => void)[] = []

  function laneOf({ accountId, delivery }: Destination): Lane {
    const key = `${accountId}:${delivery}`
    const known = lanes.get(key)
    if (known) return known
    const lane: Lane = {
      accountId,
      delivery,
      underWay: 0,
      reserved: 0,
      ahead: [],
      hungry: true,
      pace: createPace(),
      pause: null,
    }
    lanes.set(key, lane)
    return lane
  }

  /** How much more this lane may claim: what may be under way at once, and as much again so that no slot waits for a round trip. */
  function roomIn(lane: Lane, delivery: LiveDelivery): number {
    const most = delivery.doc.concurrency * 3
    const waiting = lane.ahead.length + lane.reserved
    return Math.min(most - lane.underWay - waiting, Math.max(maxAhead - ahead, always - waiting))
  }

  function wantsNow(): Want[] {
    const wants: Want[] = []
    for (const setup of live.known()) {
      for (const delivery of setup.deliveries.values()) {
        const lane = laneOf({ accountId: setup.accountId, delivery: delivery.key })
        if (!lane.hungry || !isOpen(setup, delivery)) continue
        const count = roomIn(lane, delivery)
        if (count > 0) wants.push({ accountId: setup.accountId, delivery: delivery.key, count })
      }
    }
    return wants
  }

  async function tick(): Promise<void> {
    if (claiming || stopped) return
    lastTickMs = performance.now()
    const { epoch } = lease
    if (!lease.mayBegin(epoch) || options.unwritten() > maxUnwritten) return
    const wants = wantsNow()
    if (wants.length === 0) return
    claiming = true
    try {
      for (const want of wants) laneOf(want).hungry = false
      const askedMs = performance.now()
      const claimed = await claim(engine, lease.workerId, wants)
      const counts = Map.groupBy(claimed, (work) => `${work.accountId}:${work.delivery}`)
      for (const want of wants) {
        // As much as was asked for: there may be more.
        if (counts.get(`${want.accountId}:${want.delivery}`)?.length === want.count) laneOf(want).hungry = true
      }
      acceptAll(claimed, epoch, askedMs)
    } catch (error) {
      for (const want of wants) laneOf(want).hungry = true
      log.warn({ error }, 'work could not be claimed')
    } finally {
      claiming = false
    }
  }

  function acceptAll(claimed: readonly Claimed[], epoch: number, askedMs: number): void {
    if (performance.now() - askedMs > claimHoldsMs) giveBack(claimed)
    else for (const work of claimed) accept(laneOf(work), work, epoch)
  }

  function accept(lane: Lane, work: Claimed, epoch: number): void {
    lane.ahead.push({ work, epoch })
    ahead += 1
    attempts.add(work.attemptId)
    pump(lane)
  }

  function pump(lane: Lane): void {
    const setup = live.peek(lane.accountId)
    const delivery = setup?.deliveries.get(lane.delivery)
    if (setup && delivery && !isOpen(setup, delivery)) returnWork(lane)
    const most = stopped ? 0 : (delivery?.doc.concurrency ?? 1)
    const hasSlot = () => lane.underWay < most && (underWay < maxUnderWay || lane.underWay < always)
    while (lane.ahead.length > 0 && hasSlot() && mayGo(lane, delivery)) {
      const next = lane.ahead.shift()
      if (!next) break
      ahead -= 1
      begin(lane, next.work, next.epoch)
    }
    if (lane.hungry) soon()
  }

  /** The destination's own rate; a lane that has to wait for it is woken by itself. */
  function mayGo(lane: Lane, delivery: LiveDelivery | undefined): boolean {
    const perSecond = delivery?.doc.perSecond ?? null
    if (perSecond === null) return true
    if (lane.pause) return false
    const waitMs = lane.pace.take(perSecond, performance.now())
    if (waitMs === 0) return true
    lane.pause = setTimeout(() => {
      lane.pause = null
      pump(lane)
    }, Math.ceil(waitMs))
    return false
  }

  function begin(lane: Lane, work: Claimed, epoch: number): void {
    underWay += 1
    lane.underWay += 1
    void options.send(work, epoch).finally(() => {
      underWay -= 1
      lane.underWay -= 1
      attempts.delete(work.attemptId)
      if (underWay + 1 === maxUnderWay) for (const other of lanes.values()) pump(other)
      else pump(lane)
      if (underWay === 0) for (const resolve of drained.splice(0)) resolve()
    })
  }

  function returnWork(...from: Lane[]): void {
    const work = from.flatMap((lane) => lane.ahead.splice(0)).map((entry) => entry.work)
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
      for (const destination of destinations) laneOf(destination).hungry = true
      soon()
    },
    reserve(destination) {
      const setup = live.peek(destination.accountId)
      const delivery = setup?.deliveries.get(destination.delivery)
      if (stopped || !setup || !delivery || !isOpen(setup, delivery)) return null
      const lane = laneOf(destination)
      const { epoch } = lease
      // Older work on the queue goes first: only a lane that has none at hand and none waiting takes new work directly.
      if (roomIn(lane, delivery) <= 0 || !lease.mayBegin(epoch) || options.unwritten() > maxUnwritten) return null
      lane.reserved += 1
      const askedMs = performance.now()
      return {
        workerId: lease.workerId,
        take(work) {
          lane.reserved -= 1
          acceptAll([work], epoch, askedMs)
        },
        cancel() {
          lane.reserved -= 1
        },
      }
    },
    start() {
      stopped = false
      poll = setInterval(() => {
        for (const setup of live.known()) {
          for (const key of setup.deliveries.keys()) laneOf({ accountId: setup.accountId, delivery: key }).hungry = true
        }
        void tick()
      }, pollEveryMs)
    },
    async stop() {
      stopped = true
      if (poll) clearInterval(poll)
      if (gather) clearTimeout(gather)
      for (const lane of lanes.values()) if (lane.pause) clearTimeout(lane.pause)
      returnWork(...lanes.values())
      if (underWay > 0) await new Promise<void>((resolve) => drained.push(resolve))
    },
    get inFlight() {
      return underWay + ahead
    },
    get tickAgeMs() {
      return performance.now() - lastTickMs
    },
    openAttempts: () => [...attempts],
    hasAttempt: (attemptId) => attempts.has(attemptId),
  }
}

function isOpen(setup: AccountSetup, delivery: LiveDelivery): boolean {
  if (delivery.doc.status !== 'active') return false
  return delivery.doc.buyer === undefined || setup.buyers.get(delivery.doc.buyer)?.active !== false
}
