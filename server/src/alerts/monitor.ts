// Looks now and then for what is not as it usually is. Each look in a transaction of its own and by one process at a time.

import type { TransactionSql } from 'postgres'

import { advisoryLocks } from '../db/advisoryLocks.ts'
import type { Database } from '../db/database.ts'
import { readStandingJobs } from '../home/readStandingJobs.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { LiveSetup } from '../setup/live.ts'
import { readAlertSettings } from './settings.ts'
import { watchDivergence } from './watchDivergence.ts'
import { watchNewCauses } from './watchNewCauses.ts'
import { readUsualRejections, watchRejectRates } from './watchRejectRates.ts'
import { watchStuck } from './watchStuck.ts'

export const lookNames = ['causes', 'rates', 'stuck', 'divergence'] as const
export type LookName = (typeof lookNames)[number]

export interface Monitor {
  /** One look, whether its time has come or not. */
  look(name: LookName): Promise<void>
  stop(): Promise<void>
}

const everyMs: Readonly<Record<LookName, number>> = { causes: 3_000, rates: 30_000, stuck: 30_000, divergence: 300_000 }
const tickMs = 1_000
const usualForMs = 3_600_000

interface Usual {
  readonly counts: Awaited<ReturnType<typeof readUsualRejections>>
  readonly minutes: number
  readonly atMs: number
}

export function startMonitor(
  db: Database,
  live: LiveSetup,
  log: { warn(fields: object, message: string): void },
): Monitor {
  const lastMs = new Map<LookName, number>(lookNames.map((name) => [name, performance.now()]))
  const usual = new Map<string, Usual>()
  let running: Promise<void> | null = null
  let stopped = false

  async function tick(): Promise<void> {
    for (const name of lookNames) {
      if (stopped || performance.now() - (lastMs.get(name) ?? 0) < everyMs[name]) continue
      lastMs.set(name, performance.now())
      await look(name).catch((error: unknown) => log.warn({ error, look: name }, 'could not look for what is unusual'))
    }
  }

  async function look(name: LookName): Promise<void> {
    const accounts = await db.engine<{ id: string }[]>`SELECT id::text AS id FROM accounts ORDER BY id`
    for (const { id } of accounts) {
      if (name === 'rates') await refreshUsual(id)
      // Only those that read many leads need the patience of the connections for chores.
      const sql = name === 'rates' || name === 'divergence' ? db.chores : db.engine
      await sql.begin(async (tx) => {
        const [turn] = await tx<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${advisoryLocks.monitor}) AS mine`
        if (turn?.mine === true) await lookAt(tx, name, id)
      })
    }
  }

  async function lookAt(tx: TransactionSql, name: LookName, accountId: string): Promise<void> {
    if (name === 'causes') return watchNewCauses(tx, accountId)
    const setup = await live.account(accountId)
    if (name === 'divergence') return watchDivergence(tx, accountId, sendingCampaigns(setup))
    const { bounds } = await readAlertSettings(tx, accountId)
    if (name === 'rates') return watchRejectRates(tx, accountId, bounds, usual.get(accountId)?.counts ?? [])
    const jobs = await readStandingJobs(db.engine, accountId)
    const longAgo = Date.now() - bounds.stuckMinutes * 60_000
    const stuck = jobs.filter(({ why, since }) => why === 'stuck' && since.getTime() < longAgo)
    return watchStuck(tx, accountId, bounds.stuckMinutes, sendingDeliveries(setup), stuck)
  }

  async function refreshUsual(accountId: string): Promise<void> {
    const { bounds } = await readAlertSettings(db.engine, accountId)
    const known = usual.get(accountId)
    const minutes = bounds.rejectWindowMinutes
    if (known && known.minutes === minutes && performance.now() - known.atMs < usualForMs) return
    usual.set(accountId, {
      counts: await readUsualRejections(db.chores, accountId, minutes),
      minutes,
      atMs: performance.now(),
    })
  }

  const timer = setInterval(() => {
    running ??= tick()
      .catch((error: unknown) => log.warn({ error }, 'could not look for what is unusual'))
      .finally(() => (running = null))
  }, tickMs)

  return {
    look,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

function sendingDeliveries(setup: AccountSetup): string[] {
  return [...setup.deliveries].flatMap(([key, { doc }]) => {
    const buyer = doc.buyer === undefined ? undefined : setup.buyers.get(doc.buyer)
    return doc.status === 'active' && buyer?.active !== false ? [key] : []
  })
}

function sendingCampaigns(setup: AccountSetup): string[] {
  const automatic = sendingDeliveries(setup).flatMap((key) => {
    const doc = setup.deliveries.get(key)?.doc
    return doc?.trigger === 'automatic' ? [doc.campaign] : []
  })
  return [...new Set(automatic)]
}
