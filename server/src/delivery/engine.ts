// The working half of a process: its lease, the claim loop, the sender, and the chores that keep the queue moving. Started by the
// roles `all` and `worker`.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

import type { Database } from '../db/database.ts'
import type { Flusher } from '../settlement/flusher.ts'
import type { Result } from '../settlement/result.ts'
import type { LiveSetup } from '../setup/live.ts'
import { createCrew, crewEveryMs } from './crew.ts'
import { tellDestinationEvent } from './destinationAlerts.ts'
import { createDispatcher, type Dispatcher } from './dispatcher.ts'
import type { Claimed } from './claim.ts'
import { failFaulted } from './failFaulted.ts'
import { openJournal } from './journal.ts'
import { journalOwners } from './journalFiles.ts'
import { findDead, findGone, takeLease } from './lease.ts'
import { reap, requeue, type Reaper } from './reap.ts'
import { reclaim } from './reclaim.ts'
import { releaseDue, releaseWaiting, type Releasing } from './release.ts'
import { createSelfPause } from './selfPause.ts'
import { createViews, viewEveryMs } from './views.ts'
import { send, unknownResult, type Connector } from './send.ts'

export interface Engine {
  readonly workerId: string
  readonly dispatcher: Dispatcher
  /** Writes down how this worker sees its destinations, for people of every process. */
  writeViews(): Promise<void>
  /** Resolves when nothing is due, under way or unwritten. Retries that are due later do not count. */
  idle(): Promise<void>
  /** Places in caps came free: who waits for one need not wait for the next look. */
  placesFreed(): void
  /** Ordered stop: nothing new begins, what is under way ends and is written. False when the time was not enough. */
  stop(withinMs: number): Promise<boolean>
}

export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

const reapEveryMs = 3_000
const releaseEveryMs = 1_000
const findAccountsEveryMs = 2_000
const settleAtOnce = 200

const givenBack = 'Given back before a byte was sent: its destination may not be called now, or this worker stops'

export async function startEngine(parts: {
  readonly db: Database
  readonly live: LiveSetup
  readonly connector: Connector
  readonly flusher: Flusher
  /** Writes results at once, past the flusher. */
  readonly settle: (results: readonly Result[]) => Promise<void>
  /** What follows when held dispatches are skipped. */
  readonly skipped: Releasing['skipped']
  readonly dataDir: string
  readonly random: () => number
  readonly log: Log
}): Promise<Engine> {
  const { db, live, flusher, log } = parts
  const workerId = randomUUID()
  const journalFolder = join(parts.dataDir, 'journal')
  const lease = await takeLease(db.engine, workerId, log)
  const open = () => ({ attempts: dispatcher.openAttempts(), results: flusher.unwritten() })
  const journal = openJournal(journalFolder, workerId, open, log)

  const selfPause = createSelfPause({
    now: () => performance.now(),
    onPause: (pause) => log.warn(pause, 'this worker cannot begin calls and pauses'),
  })
  const crew = createCrew(db.engine, workerId, (rank) => dispatcher.isWithinParts(rank))
  const sendOne = (work: Claimed, epoch: number) =>
    send(
      {
        live,
        connector: parts.connector,
        random: parts.random,
        log,
        finish: (result) => {
          selfPause.worked()
          journal.ended(result)
          flusher.add(result)
        },
        giveBack: (claimed, reason) => {
          if (lease.mayBegin(epoch)) selfPause.failed(dispatcher.inFlight)
          return requeue(db.engine, [claimed], reason)
        },
        beforeBytes: (claimed, claimedIn) => lease.mayBegin(claimedIn) && journal.began(claimed.attemptId),
      },
      work,
      epoch,
    )

  const dispatcher: Dispatcher = createDispatcher({
    engine: db.engine,
    live,
    lease,
    rank: () => crew.rank,
    self: selfPause,
    log,
    random: parts.random,
    onEvent: (destination, event) => {
      tellDestinationEvent(db.engine, destination, event).catch((error: unknown) =>
        log.warn({ error, ...event, delivery: destination.delivery }, 'nobody could be told of a destination'),
      )
    },
    unwritten: () => flusher.waiting,
    giveBack: (work) => requeue(db.engine, work, givenBack),
    send: sendOne,
  })

  const views = createViews(db.engine, workerId, { live, lanes: () => dispatcher.lanes(), rank: () => crew.rank })

  async function findAccounts(): Promise<void> {
    const rows = await db.engine<{ id: string }[]>`SELECT id::text AS id FROM accounts`
    const known = new Set(live.known().map((setup) => setup.accountId))
    for (const { id } of rows) if (!known.has(id)) await live.account(id)
  }

  const reaper: Reaper = {
    engine: db.engine,
    journalFolder,
    async settle(known, unknown) {
      const lost = unknown.map(async (attempt) => {
        const setup = await live.account(attempt.accountId)
        return unknownResult(attempt, setup.deliveries.get(attempt.delivery), parts.random())
      })
      const results = [...known, ...(await Promise.all(lost))]
      for (let start = 0; start < results.length; start += settleAtOnce) {
        await parts.settle(results.slice(start, start + settleAtOnce))
      }
    },
  }

  async function reapDead(): Promise<void> {
    const dead = await findDead(db.engine, workerId)
    const left = journalOwners(journalFolder).filter((owner) => owner !== workerId && !dead.includes(owner))
    for (const worker of [...dead, ...(await findGone(db.engine, left))]) {
      const found = await reap(reaper, worker)
      const count = found.requeued + found.settled + found.unknown
      if (count > 0) log.warn({ worker, ...found }, 'took over the work of a dead worker')
    }
    journal.keep()
  }

  async function reclaimOwn(): Promise<void> {
    const isOpen = (attemptId: string) => dispatcher.hasAttempt(attemptId) || flusher.holds(attemptId)
    const count = await reclaim(db.engine, workerId, isOpen)
    if (count > 0) log.warn({ count }, 'work that was claimed and never came was put back on the queue')
  }

  const releasing: Releasing = { db, live, queue: dispatcher, skipped: parts.skipped }
  const waiting = chore(
    releaseEveryMs,
    'leads that wait for a place in a cap could not be released',
    () => releaseWaiting(releasing),
    log,
  )
  async function endFaulted(): Promise<void> {
    const { epoch } = lease
    if (!lease.mayBegin(epoch)) return
    const count = await failFaulted(db.engine, workerId, live, (work) => sendOne(work, epoch))
    if (count > 0) log.warn({ count }, 'work for deliveries that cannot be used has failed')
  }

  const chores = [
    chore(reapEveryMs, 'work for deliveries that cannot be used could not be ended', endFaulted, log),
    chore(findAccountsEveryMs, 'accounts could not be looked up', findAccounts, log),
    chore(reapEveryMs, 'dead workers could not be looked for', reapDead, log),
    chore(crewEveryMs, 'the other workers could not be looked up', () => crew.refresh(), log),
    chore(viewEveryMs, 'the view of the destinations could not be written', () => views.write(), log),
    chore(reapEveryMs, 'lost claims could not be looked for', reclaimOwn, log),
    chore(releaseEveryMs, 'held dispatches could not be released', () => releaseDue(releasing), log),
    waiting,
  ]
  await findAccounts()
  await reapDead()
  await crew.refresh()
  dispatcher.start()

  return {
    workerId,
    dispatcher,
    writeViews: () => views.write(),
    placesFreed: () => waiting.nudge(),
    async idle() {
      for (;;) {
        const [open] = await db.engine<{ count: number }[]>`
          SELECT count(*)::int AS count FROM dispatches
          WHERE state = 'sending' OR (state IN ('queued', 'held') AND due_at <= now())`
        if (open?.count === 0 && dispatcher.inFlight === 0 && flusher.waiting === 0) return
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    async stop(withinMs) {
      const drained = await Promise.race([
        Promise.all([dispatcher.stop(), ...chores.map((one) => one.stop())])
          .then(() => flusher.drain())
          .then(() => true),
        new Promise<false>((resolve) => setTimeout(() => resolve(false), withinMs).unref()),
      ])
      // Work that did not end keeps its journal and an old heartbeat, so that it is found as after a crash.
      if (drained) {
        await views.clear()
        journal.close()
        await lease.release()
      }
      return drained
    },
  }
}

interface Chore {
  /** Runs now, or once more after the run that is under way. */
  nudge(): void
  stop(): Promise<void>
}

/** Runs again and again, never twice at once. */
function chore(everyMs: number, failure: string, run: () => Promise<void>, log: Log): Chore {
  let running: Promise<void> | null = null
  let isAsked = false
  let isStopped = false
  const timer = setInterval(start, everyMs)

  function start(): void {
    isAsked = false
    running ??= run()
      .catch((error: unknown) => log.warn({ error }, failure))
      .finally(() => {
        running = null
        if (isAsked && !isStopped) start()
      })
  }

  return {
    nudge() {
      isAsked = true
      if (running === null && !isStopped) start()
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      await running
    },
  }
}
