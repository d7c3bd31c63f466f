// Keeps the monthly partitions ahead of time, so that no insert ever meets a missing one.

import type { Sql } from 'postgres'

import { advisoryLocks } from './advisoryLocks.ts'
import { hasCode } from './embedded/errorCode.ts'

const monthsAhead = 3
const everyMs = 6 * 3_600_000
const againMs = 60_000
/** "Lock not available": somebody reads a table for longer than we may make others wait for it. */
const lockNotAvailable = '55P03'

export async function startPartitionKeeper(
  engine: Sql,
  log: { error(fields: object, message: string): void },
): Promise<{ stop(): void }> {
  let timer: NodeJS.Timeout | null = null
  let stopped = false

  function keep(): Promise<void> {
    return engine.begin(async (tx) => {
      // A new partition needs a lock that every reader of the table queues behind.
      await tx`SELECT set_config('lock_timeout', '2000ms', true)`
      // Several processes start at once; the function looks before it makes, so one at a time is enough.
      await tx`SELECT pg_advisory_xact_lock(${advisoryLocks.partitions})`
      await tx`SELECT ensure_partitions((now() - interval '3 months')::date, (now() + make_interval(months => ${monthsAhead}))::date)`
    })
  }

  function schedule(delayMs: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      keep().then(
        () => schedule(everyMs),
        (error: unknown) => {
          tell(error)
          schedule(againMs)
        },
      )
    }, delayMs)
    timer.unref()
  }

  function tell(error: unknown): void {
    log.error({ error }, 'partitions could not be made ahead; inserts fail when they run out')
  }

  try {
    await keep()
    schedule(everyMs)
  } catch (error) {
    // Months are left: no reason not to start.
    if (!hasCode(error, lockNotAvailable)) throw error
    tell(error)
    schedule(againMs)
  }
  return {
    stop() {
      stopped = true
      if (timer) clearTimeout(timer)
    },
  }
}
