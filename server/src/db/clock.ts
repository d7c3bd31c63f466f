// The database's clock, known without asking: what is due, what a lease or a cap window covers, and when a lead came in are all told
// by one clock, whatever the hosts' clocks say and however they jump. Between two looks at it the monotonic clock carries it on.

import type { Sql } from 'postgres'

/** One look: the database's time, and the monotonic times before and behind it, all in milliseconds. */
export interface ClockSample {
  readonly databaseMs: number
  readonly askedMs: number
  readonly heardMs: number
}

const lookEveryMs = 3_000
/** What to add to the monotonic clock. One process works on one database; null before its first look. */
let followed: number | null = null

/** Now by the database, never ahead of it: what is due now by this clock is due for the database too. */
export function databaseNow(): Date {
  return new Date(followed === null ? Date.now() : followed + performance.now())
}

/**
 * The offset after one more look. The truth lies between `databaseMs - heardMs` and `databaseMs - askedMs`: the largest lower end so
 * far is the best, until a look says that the clock was put back. Pure.
 */
export function offsetAfter(offset: number | null, { databaseMs, askedMs, heardMs }: ClockSample): number {
  const least = databaseMs - heardMs
  const most = databaseMs - askedMs
  return offset === null || offset > most ? least : Math.max(offset, least)
}

/** Looks at once and then every three seconds. */
export async function followClock(sql: Sql): Promise<{ stop(): void }> {
  async function look(): Promise<void> {
    const askedMs = performance.now()
    const [row] = await sql<{ ms: number }[]>`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`
    if (row) followed = offsetAfter(followed, { databaseMs: row.ms, askedMs, heardMs: performance.now() })
  }
  await look()
  // While the database is away nothing is written by this clock either; the next look that succeeds sets it right.
  const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
