// What is done about caps beside the way of the leads: telling that one is full, and once a day comparing the counts with the
// leads themselves and taking old buckets away. One process at a time: the others pass.

import type { TransactionSql } from 'postgres'

import { advisoryLocks } from '../db/advisoryLocks.ts'
import type { Database } from '../db/database.ts'
import type { LiveSetup } from '../setup/live.ts'
import { checkDrift } from './drift.ts'
import { watchFull } from './watchFull.ts'

const watchEveryMs = 5_000
const checkEveryMs = 24 * 3_600_000
/** After the start. */
const firstCheckMs = 3_600_000

export interface CapChores {
  stop(): Promise<void>
}

export function startCapChores(
  db: Database,
  live: LiveSetup,
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void },
): CapChores {
  let running: Promise<void> | null = null
  let checkedMs = Date.now() - checkEveryMs + firstCheckMs

  async function run(): Promise<void> {
    for (const setup of live.known()) await inTurn(db, (tx) => watchFull(tx, setup))
    if (Date.now() - checkedMs < checkEveryMs) return
    checkedMs = Date.now()
    for (const setup of live.known()) {
      const count = await checkDrift(db.engine, setup)
      if (count > 0) log.error({ accountId: setup.accountId, count }, 'counts of caps differ from their leads')
    }
    await removeBuckets(db)
  }

  const timer = setInterval(() => {
    running ??= run()
      .catch((error: unknown) => log.warn({ error }, 'caps could not be looked after'))
      .finally(() => (running = null))
  }, watchEveryMs)

  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

async function inTurn(db: Database, work: (tx: TransactionSql) => Promise<void>): Promise<void> {
  await db.engine.begin(async (tx) => {
    const [turn] = await tx<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${advisoryLocks.caps}) AS mine`
    if (turn?.mine === true) await work(tx)
  })
}

/** Buckets of rolling windows that no span reaches any more. */
async function removeBuckets(db: Database): Promise<void> {
  await db.engine`
    DELETE FROM cap_windows w
    WHERE w.period LIKE 'rolling %' AND w.window_start > 'epoch'
      AND w.window_end < now() - make_interval(hours => substring(w.period FROM 'rolling (\\d+)h')::int + 48)`
}
