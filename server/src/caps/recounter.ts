// Caps that are new, or have another zone, or come back after they were gone: their windows are set to what happened in them, so
// that a change of set-up neither forgets nor resets a count.

import { databaseNow } from '../db/clock.ts'
import type { Database } from '../db/database.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { accountCaps, type AccountCap } from './accountCaps.ts'
import { recountWindow } from './recount.ts'

export interface Recounter {
  /** Resolves when the windows are right for all that was committed until now. */
  changed(before: AccountSetup, after: AccountSetup): Promise<void>
  close(): Promise<void>
}

/** By then every process knows the change, and what it had begun under the set-up before is committed. */
const onceMoreAfterMs = 6_000
const tries = 3

export function createRecounter(db: Database, log: { warn(fields: object, message: string): void }): Recounter {
  const timers = new Set<NodeJS.Timeout>()
  const running = new Set<Promise<void>>()

  async function recountAll(setup: AccountSetup, caps: readonly AccountCap[]): Promise<void> {
    for (const cap of caps) await recountPatiently(db, setup, cap)
  }

  function onceMore(setup: AccountSetup, caps: readonly AccountCap[]): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      const run = recountAll(setup, caps)
        .catch((error: unknown) =>
          log.warn({ error, accountId: setup.accountId }, 'caps could not be counted once more'),
        )
        .finally(() => running.delete(run))
      running.add(run)
    }, onceMoreAfterMs)
    timers.add(timer.unref())
  }

  return {
    async changed(before, after) {
      const caps = newCaps(before, after, databaseNow())
      if (caps.length === 0) return
      onceMore(after, caps)
      await recountAll(after, caps)
    },
    async close() {
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}

/** Windows that `after` has open at this instant and `before` had not. */
export function newCaps(before: AccountSetup, after: AccountSetup, at: Date): AccountCap[] {
  return [false, true].flatMap((test) => {
    const known = new Set(accountCaps(before, at, test).map(({ slot }) => slot.key))
    return accountCaps(after, at, test).filter(({ slot }) => !known.has(slot.key))
  })
}

/** It locks dispatches in another order than settlement may: the database then ends one of the two, and this one tries again. */
async function recountPatiently(db: Database, setup: AccountSetup, cap: AccountCap): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await recountWindow(db, setup, cap)
      return
    } catch (error) {
      if (!isDeadlock(error) || attempt === tries) throw error
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01'
}
