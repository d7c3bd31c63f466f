// Looks every few seconds for what needs a person and can be seen in the tables. One process at a time: the others pass.

import type { Sql } from 'postgres'

import { advisoryLocks } from '../db/advisoryLocks.ts'
import { tellAlerts } from './tell.ts'
import { watchDoubleAccepts } from './watchDoubleAccepts.ts'
import { watchLateAccepts } from './watchLateAccepts.ts'
import { watchReviews } from './watchReviews.ts'

const everyMs = 2_000

export interface Watch {
  stop(): Promise<void>
}

export function startWatch(
  engine: Sql,
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void },
): Watch {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= look()
      .catch((error: unknown) => log.warn({ error }, 'could not look for what needs a person'))
      .finally(() => (running = null))
  }, everyMs)

  async function look(): Promise<void> {
    const found = await engine.begin(async (tx) => {
      const [turn] = await tx<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${advisoryLocks.alerts}) AS mine`
      if (turn?.mine !== true) return { doubles: 0, lates: 0 }
      await watchReviews(tx)
      return { doubles: await watchDoubleAccepts(tx), lates: await watchLateAccepts(tx) }
    })
    const { doubles, lates } = found
    await engine.begin(async (tx) => {
      const [turn] = await tx<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${advisoryLocks.alerts}) AS mine`
      if (turn?.mine === true) await tellAlerts(tx)
    })
    if (doubles > 0) log.error({ count: doubles }, 'leads were accepted twice by one delivery')
    if (lates > 0) log.error({ count: lates }, 'leads were accepted too late to be sold by it')
  }

  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
