// Keeps the monthly partitions ahead of time, so that no insert ever meets a missing one.

import type { Sql } from 'postgres'

const monthsAhead = 3
const everyMs = 6 * 3_600_000

export async function startPartitionKeeper(
  engine: Sql,
  log: { error(fields: object, message: string): void },
): Promise<{ stop(): void }> {
  const keep = () =>
    engine.begin(async (tx) => {
      // Several processes start at once; the function looks before it makes, so one at a time is enough.
      await tx`SELECT pg_advisory_xact_lock(7230002)`
      await tx`SELECT ensure_partitions((now() - interval '3 months')::date, (now() + make_interval(months => ${monthsAhead}))::date)`
    })
  await keep()
  const timer = setInterval(() => {
    keep().catch((error: unknown) =>
      log.error({ error }, 'partitions could not be made ahead; inserts fail when they run out'),
    )
  }, everyMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
