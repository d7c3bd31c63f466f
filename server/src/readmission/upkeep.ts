// What is done with stored leads without anybody asking: errored ones are tried again, and nothing of erased ones stays on the queue.

import { sweepErased } from '../erasure/sweepErased.ts'
import type { SettleContext } from '../settlement/settle.ts'
import { retryErrored, type RetryContext } from './retryErrored.ts'

export type UpkeepContext = RetryContext & Pick<SettleContext, 'db' | 'live' | 'dispatchIds'>

const everyMs = 30_000

export interface Upkeep {
  /** Once now; what runs on its own goes on. */
  run(): Promise<void>
  /** Resolves when nothing of it is under way. */
  stop(): Promise<void>
}

export function startUpkeep(context: UpkeepContext): Upkeep {
  let running: Promise<void> | null = null
  const runAll = async () => {
    for (const one of await Promise.allSettled([retryErrored(context), sweepErased(context)])) {
      // What the work rejected with may be anything.
      if (one.status === 'rejected')
        context.log.warn({ error: one.reason as unknown }, 'upkeep of leads did not end well')
    }
    running = null
  }
  const run = () => (running ??= runAll())
  const timer = setInterval(() => void run(), everyMs)
  timer.unref()
  return {
    run,
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
