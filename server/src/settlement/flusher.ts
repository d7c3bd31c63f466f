// Results wait here for company: written every 20 ms or 200 at a time. While the database is away they stay in memory and are
// tried again; the claim loop sees how many wait and stops in time.

import type { Result } from './result.ts'

export interface Flusher {
  add(result: Result): void
  /** Resolves when everything added so far is written. */
  drain(): Promise<void>
  readonly waiting: number
  /** The attempt's result is here and not written yet. */
  holds(attemptId: string): boolean
  /** The results that are here and not written yet. */
  unwritten(): readonly Result[]
}

const flushEveryMs = 20
const flushRows = 200
const lanes = 1
const retryAfterMs = 500

export function createFlusher(
  write: (results: readonly Result[]) => Promise<void>,
  log: { warn(fields: object, message: string): void },
): Flusher {
  let queue: Result[] = []
  const unwritten = new Map<string, Result>()
  let writing = 0
  let underWay = 0
  let timer: NodeJS.Timeout | null = null
  let drained: (() => void)[] = []

  function schedule(delayMs: number): void {
    if (queue.length >= flushRows && writing < lanes) void flush()
    else if (!timer && queue.length > 0) {
      timer = setTimeout(() => {
        timer = null
        if (writing < lanes) void flush()
      }, delayMs)
    }
  }

  async function flush(): Promise<void> {
    const batch = queue.slice(0, flushRows)
    if (batch.length === 0) return
    queue = queue.slice(flushRows)
    writing += 1
    underWay += batch.length
    let pauseMs = flushEveryMs
    try {
      await write(batch)
      for (const { attemptId } of batch) unwritten.delete(attemptId)
    } catch (error) {
      log.warn({ error, results: batch.length }, 'results could not be written, trying again')
      queue = [...batch, ...queue]
      pauseMs = retryAfterMs
    } finally {
      writing -= 1
      underWay -= batch.length
    }
    if (queue.length === 0 && underWay === 0) for (const resolve of drained.splice(0)) resolve()
    schedule(pauseMs)
  }

  return {
    add(result) {
      queue.push(result)
      unwritten.set(result.attemptId, result)
      schedule(flushEveryMs)
    },
    drain() {
      if (queue.length === 0 && underWay === 0) return Promise.resolve()
      schedule(0)
      return new Promise((resolve) => drained.push(resolve))
    },
    get waiting() {
      return queue.length + underWay
    },
    holds: (attemptId) => unwritten.has(attemptId),
    unwritten: () => [...unwritten.values()],
  }
}
