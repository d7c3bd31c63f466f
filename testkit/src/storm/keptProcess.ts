// A server process as a process manager keeps it: started again after every end, again and again while the database is away.

import { setTimeout as delay } from 'node:timers/promises'

import { startServerProcess, type Ended, type ServerProcess, type ServerProcessOptions } from '../serverProcess.ts'

export interface KeptProcess {
  readonly name: string
  readonly current: ServerProcess
  /** Ends it and starts the next one; answers how it ended. */
  restart(signal: 'SIGKILL' | 'SIGTERM'): Promise<Ended>
  freeze(forMs: number): Promise<void>
  /** Starts it again if it ended by itself, which is a finding. */
  lookAfter(): Promise<void>
  /** Ends without our signal, each with the last lines of the log, and starts that failed. */
  readonly deaths: readonly string[]
  /** For good: SIGTERM, and SIGKILL when that takes too long. */
  end(): Promise<void>
}

const startLimitMs = 90_000
const endLimitMs = 45_000

/** `signal` aborted: nothing is started any more. */
export async function keepProcess(
  name: string,
  options: ServerProcessOptions,
  signal: AbortSignal,
): Promise<KeptProcess> {
  let current = await startServerProcess(options)
  let frozen = false
  let ours = false
  let over = false
  const deaths: string[] = []

  async function startAgain(): Promise<void> {
    const deadline = performance.now() + startLimitMs
    for (;;) {
      if (over || signal.aborted) return
      try {
        current = await startServerProcess(options)
        if (over) await current.end('SIGKILL')
        return
      } catch (error) {
        // It says so and ends when the database is not there: whoever keeps it tries again.
        if (performance.now() > deadline) {
          deaths.push(`${name} did not start again within ${startLimitMs / 1000} s: ${String(error)}`)
          throw error
        }
        await delay(250)
      }
    }
  }

  function noteDeath(how: string): void {
    deaths.push(`${name} ${how}:\n${current.log().slice(-2_000)}`)
  }

  return {
    name,
    get current() {
      return current
    },
    deaths,
    async restart(signal) {
      ours = true
      try {
        const ended = await current.end(signal)
        await startAgain()
        return ended
      } finally {
        ours = false
      }
    },
    async freeze(forMs) {
      frozen = true
      process.kill(current.pid, 'SIGSTOP')
      try {
        await delay(forMs)
      } finally {
        process.kill(current.pid, 'SIGCONT')
        frozen = false
      }
    },
    async lookAfter() {
      const ended = current.ended()
      if (ours || ended === null) return
      noteDeath(`ended by itself with ${ended.code ?? ended.signal}`)
      await startAgain()
    },
    async end() {
      ours = true
      over = true
      if (current.ended() !== null) return
      if (frozen) process.kill(current.pid, 'SIGCONT')
      const late = new AbortController()
      const ended = current.end('SIGTERM').finally(() => late.abort())
      await Promise.race([ended, delay(endLimitMs, undefined, { signal: late.signal }).catch(() => undefined)])
      if (current.ended() === null) await current.end('SIGKILL')
    },
  }
}
