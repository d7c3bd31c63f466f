// Waiting for the end of a run.

import { setTimeout as delay } from 'node:timers/promises'

const lookEveryMs = 20
const limitMs = 120_000

/** Resolves when `isOpen` says no. Rejects after two minutes: what is still open then is stuck, not slow. */
export async function untilNone(isOpen: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + limitMs
  while (await isOpen()) {
    if (performance.now() > deadline) throw new Error(`Leads were still open after ${limitMs / 1000} s`)
    await delay(lookEveryMs)
  }
}
