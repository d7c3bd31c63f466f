// Waiting for a storm's end: nothing under way, nothing due, and the words of the leads say so.

import { setTimeout as delay } from 'node:timers/promises'

import type { Sql } from 'postgres'

const lookEveryMs = 200

/** What was still open when the time was up, by state; empty when everything has ended. */
export async function untilQuiet(
  sql: Sql,
  limitMs: number,
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const deadline = performance.now() + limitMs
  for (;;) {
    const open = await stillOpen(sql).catch((error: unknown) => {
      // The server may just be coming back.
      if (performance.now() > deadline) throw error
      return { database: 1 }
    })
    if (Object.keys(open).length === 0 || performance.now() > deadline) return open
    await delay(lookEveryMs, undefined, { signal })
  }
}

async function stillOpen(sql: Sql): Promise<Record<string, number>> {
  const rows = await sql<{ what: string; count: number }[]>`
    SELECT state AS what, count(*)::int AS count FROM dispatches WHERE state IN ('queued', 'held', 'sending', 'pending') GROUP BY 1
    UNION ALL SELECT 'lead ' || status, count(*)::int FROM leads WHERE status IN ('processing', 'errored') GROUP BY 1
    UNION ALL SELECT 'attempt', count(*)::int FROM attempts WHERE outcome IS NULL HAVING count(*) > 0
    UNION ALL SELECT 'job ' || state, count(*)::int FROM jobs WHERE state IN ('planned', 'running') GROUP BY 1, state`
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]))
}
