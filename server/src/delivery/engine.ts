// The working half of a process: its lease, the claim loop, the sender, and the chores that keep the queue moving. Started by the
// roles `all` and `worker`.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

import type { Database } from '../db/database.ts'
import type { Flusher } from '../settlement/flusher.ts'
import type { LiveSetup } from '../setup/live.ts'
import { createDispatcher, type Dispatcher } from './dispatcher.ts'
import { openJournal } from './journal.ts'
import { findDead, takeLease } from './lease.ts'
import { reap, requeue } from './reap.ts'
import { reclaim } from './reclaim.ts'
import { releaseHeld } from './release.ts'
import { send, unknownResult, type Connector } from './send.ts'

export interface Engine {
  readonly dispatcher: Dispatcher
  /** Resolves when nothing is due, under way or unwritten. Retries that are due later do not count. */
  idle(): Promise<void>
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

export async function startEngine(parts: {
  readonly db: Database
  readonly live: LiveSetup
  readonly connector: Connector
  readonly flusher: Flusher
  readonly dataDir: string
  readonly random: () => number
  readonly log: Log
}): Promise<Engine> {
  const { db, live, flusher, log } = parts
  const workerId = randomUUID()
  const journalFolder = join(parts.dataDir, 'journal')
  const lease = await takeLease(db.engine, workerId, log)
  const journal = openJournal(journalFolder, workerId, () => dispatcher.openAttempts())

  const dispatcher = createDispatcher({
    engine: db.engine,
    live,
    lease,
    log,
    unwritten: () => flusher.waiting,
    giveBack: (work) => requeue(db.engine, work),
    send: (work, epoch) =>
      send(
        {
          live,
          connector: parts.connector,
          random: parts.random,
          log,
          finish: (result) => flusher.add(result),
          beforeBytes: (claimed, claimedIn) => {
            if (!lease.mayBegin(claimedIn)) return false
            journal.began(claimed.attemptId)
            return true
          },
        },
        work,
        epoch,
      ),
  })

  async function findAccounts(): Promise<void> {
    const rows = await db.engine<{ id: string }[]>`SELECT id::text AS id FROM accounts`
    const known = new Set(live.known().map((setup) => setup.accountId))
    for (const { id } of rows) if (!known.has(id)) await live.account(id)
  }

  async function reapDead(): Promise<void> {
    for (const dead of await findDead(db.engine, workerId)) {
      const reaper = {
        engine: db.engine,
        journalFolder,
        settleUnknown: async (lost: Parameters<Parameters<typeof reap>[0]['settleUnknown']>[0]) => {
          for (const attempt of lost) {
            const setup = await live.account(attempt.accountId)
            flusher.add(unknownResult(attempt, setup.deliveries.get(attempt.delivery), parts.random()))
          }
          await flusher.drain()
        },
      }
      const found = await reap(reaper, dead)
      if (found.requeued + found.unknown > 0)
        log.warn({ worker: dead, ...found }, 'took over the work of a dead worker')
    }
  }

  async function reclaimOwn(): Promise<void> {
    const isOpen = (attemptId: string) => dispatcher.hasAttempt(attemptId) || flusher.holds(attemptId)
    const count = await reclaim(db.engine, workerId, isOpen)
    if (count > 0) log.warn({ count }, 'work that was claimed and never came was put back on the queue')
  }

  const chores = [
    chore(findAccountsEveryMs, 'accounts could not be looked up', findAccounts, log),
    chore(reapEveryMs, 'dead workers could not be looked for', reapDead, log),
    chore(reapEveryMs, 'lost claims could not be looked for', reclaimOwn, log),
    chore(releaseEveryMs, 'held dispatches could not be released', () => releaseHeld(db, live, dispatcher), log),
  ]
  await findAccounts()
  await reapDead()
  dispatcher.start()

  return {
    dispatcher,
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
        journal.close()
        await lease.release()
      }
      return drained
    },
  }
}

/** Runs again and again, never twice at once. */
function chore(everyMs: number, failure: string, run: () => Promise<void>, log: Log): { stop(): Promise<void> } {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= run()
      .catch((error: unknown) => log.warn({ error }, failure))
      .finally(() => (running = null))
  }, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
