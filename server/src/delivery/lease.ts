// The lease belongs to the worker, not to each dispatch: one row beats for all of its work. Who stops beating is dead, and
// `reap` gives its work back.

import { hostname } from 'node:os'

import type { Sql } from 'postgres'

export const beatEveryMs = 3_000
/** By the database's clock. */
export const deadAfterSeconds = 15
/** By our own monotonic clock: a worker that could not beat for this long sends nothing new. */
export const selfFenceMs = 10_000

export interface Lease {
  readonly workerId: string
  /** Grows each time this worker was silent for so long that others may have taken its work. */
  readonly epoch: number
  /** May work that was claimed in `epoch` begin now? */
  mayBegin(epoch: number): boolean
  release(): Promise<void>
}

export async function takeLease(
  engine: Sql,
  workerId: string,
  log: { warn(fields: object, message: string): void },
): Promise<Lease> {
  await engine`INSERT INTO workers (id, host, pid) VALUES (${workerId}::uuid, ${hostname()}, ${process.pid})`
  let lastBeatMs = performance.now()
  let epoch = 0
  let beating = false

  async function beat(): Promise<void> {
    const startedMs = performance.now()
    if (startedMs - lastBeatMs > selfFenceMs) epoch += 1
    await engine`UPDATE workers SET beat_at = now(), stopped_at = NULL WHERE id = ${workerId}::uuid`
    lastBeatMs = startedMs
  }

  const timer = setInterval(() => {
    if (beating) return
    beating = true
    beat()
      .catch((error: unknown) => log.warn({ error }, 'heartbeat failed'))
      .finally(() => (beating = false))
  }, beatEveryMs)
  return {
    workerId,
    get epoch() {
      return epoch
    },
    mayBegin: (claimedIn) => claimedIn === epoch && performance.now() - lastBeatMs < selfFenceMs,
    async release() {
      clearInterval(timer)
      await engine`UPDATE workers SET stopped_at = now() WHERE id = ${workerId}::uuid`
    },
  }
}

/**
 * Workers whose work must be given back: on this host with a process that is gone, or silent for too long. After a restart of the
 * server everybody was silent: each gets the time of a lease to be heard again.
 */
export async function findDead(engine: Sql, ownId: string): Promise<string[]> {
  const rows = await engine<{ id: string; host: string; pid: number; silent: boolean }[]>`
    SELECT w.id, w.host, w.pid, greatest(w.beat_at, pg_postmaster_start_time()) < now() - make_interval(secs => ${deadAfterSeconds}) AS silent
    FROM workers w
    WHERE w.id <> ${ownId}::uuid AND w.stopped_at IS NULL`
  return rows.filter((row) => row.silent || (row.host === hostname() && !isAlive(row.pid))).map((row) => row.id)
}

/** Of these workers, those that are gone or given up while their process is not here any more: what they left is nobody's. */
export async function findGone(engine: Sql, workerIds: readonly string[]): Promise<string[]> {
  if (workerIds.length === 0) return []
  const rows = await engine<{ id: string; host: string; pid: number; stopped: boolean }[]>`
    SELECT w.id, w.host, w.pid, w.stopped_at IS NOT NULL AS stopped FROM workers w WHERE w.id = ANY(${workerIds}::uuid[])`
  const known = new Map(rows.map((row) => [row.id, row]))
  return workerIds.filter((id) => {
    const row = known.get(id)
    if (!row) return true
    // A number of ours under another id belonged to an earlier process: in a container every process has the same one.
    const mayLive = row.host === hostname() && row.pid !== process.pid && isAlive(row.pid)
    return row.stopped && !mayLive
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: alive, but somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
