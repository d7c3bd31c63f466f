// Callers who wait for a lead's settlement (`Prefer: wait`). The process that settles it tells them at once; a lead settled by
// another process is found by one look at the database for all who wait.

import type { Sql } from 'postgres'

export interface Waiters {
  /** Resolves true when the lead is settled, false when `untilMs` (monotonic) has passed. */
  wait(accountId: string, leadId: string, untilMs: number): Promise<boolean>
  settled(leadIds: readonly string[]): void
  close(): void
}

const lookEveryMs = 200

interface Waiting {
  readonly accountId: string
  readonly untilMs: number
  readonly resolve: (settled: boolean) => void
}

export function createWaiters(engine: Sql, log: { warn(fields: object, message: string): void }): Waiters {
  const waiting = new Map<string, Set<Waiting>>()
  let timer: NodeJS.Timeout | null = null
  let closed = false

  function finish(leadId: string, settled: boolean): void {
    for (const waiter of waiting.get(leadId) ?? []) waiter.resolve(settled)
    waiting.delete(leadId)
  }

  async function look(): Promise<void> {
    const now = performance.now()
    for (const [leadId, waiters] of waiting) {
      for (const waiter of waiters) {
        if (waiter.untilMs > now) continue
        waiters.delete(waiter)
        waiter.resolve(false)
      }
      if (waiters.size === 0) waiting.delete(leadId)
    }
    const ids = [...waiting.keys()]
    if (ids.length > 0) {
      const rows = await engine<{ id: string }[]>`
        SELECT l.id::text AS id FROM leads l
        WHERE l.id = ANY(${ids}::bigint[]) AND l.status <> 'processing' AND l.delivery_status <> 'pending'
          AND l.sold IS DISTINCT FROM 'pending'`
      for (const row of rows) finish(row.id, true)
    }
  }

  function schedule(): void {
    if (timer !== null || waiting.size === 0) return
    timer = setTimeout(() => {
      look()
        .catch((error: unknown) => log.warn({ error }, 'could not look for settled leads'))
        .finally(() => {
          timer = null
          schedule()
        })
    }, lookEveryMs)
  }

  return {
    wait(accountId, leadId, untilMs) {
      if (closed) return Promise.resolve(false)
      return new Promise((resolve) => {
        const waiters = waiting.get(leadId) ?? new Set()
        waiters.add({ accountId, untilMs, resolve })
        waiting.set(leadId, waiters)
        schedule()
      })
    },
    settled(leadIds) {
      for (const leadId of leadIds) finish(leadId, true)
    },
    close() {
      closed = true
      if (timer) clearTimeout(timer)
      for (const leadId of waiting.keys()) finish(leadId, false)
    },
  }
}
