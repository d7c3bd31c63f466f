// Counts causes again every few seconds, for the accounts whose leads have changed.

import type { Sql } from 'postgres'

import { countRefusals } from './countRefusals.ts'

const everyMs = 2_000

export interface CauseKeeper {
  stop(): Promise<void>
}

export function keepCauses(engine: Sql, log: { warn(fields: object, message: string): void }): CauseKeeper {
  let running: Promise<void> | null = null
  const stopping = new AbortController()
  const timer = setInterval(() => {
    running ??= countAll()
      .catch((error: unknown) => log.warn({ error }, 'could not count the causes of refusals'))
      .finally(() => (running = null))
  }, everyMs)
  timer.unref()

  async function countAll(): Promise<void> {
    const accounts = await engine<{ id: string }[]>`
      SELECT a.id::text AS id FROM accounts a WHERE EXISTS (SELECT 1 FROM stale_refusals s WHERE s.account_id = a.id)`
    for (const { id } of accounts) {
      let isDone = false
      while (!isDone && !stopping.signal.aborted) isDone = await countRefusals(engine, id)
    }
  }

  return {
    async stop() {
      stopping.abort()
      clearInterval(timer)
      await running
    },
  }
}
