// Tells of a transaction that somebody leaves open: the tables of the queue cannot be cleaned up while it lasts, and grow slow.

import type { Sql } from 'postgres'

import { findOldestTransaction, type OldTransaction } from '../db/oldestTransaction.ts'
import { raise } from './raise.ts'
import { resolve } from './resolve.ts'

const everyMs = 10_000
const oldAfterSeconds = 60
const subject = { kind: 'longTransaction', subject: 'database' } as const

export interface TransactionWatch {
  /** One look; the timer's own. */
  look(): Promise<void>
  stop(): void
}

/** `oldSeconds`: from which age on a person should hear of it. */
export function watchTransactions(
  engine: Sql,
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void },
  oldSeconds = oldAfterSeconds,
): TransactionWatch {
  /** Of which process an alert is open; undefined before the first look. */
  let told: number | null | undefined

  async function look(): Promise<void> {
    const oldest = await findOldestTransaction(engine)
    const found = oldest && oldest.seconds > oldSeconds ? oldest : null
    const pid = found?.pid ?? null
    if (pid === told) return
    if (found) log.error({ ...found }, 'a transaction has been open for so long that the queue tables grow slow')
    const accounts = await engine<{ id: string }[]>`SELECT id::text AS id FROM accounts`
    for (const { id: accountId } of accounts) {
      if (found) await raise(engine, { ...subject, accountId, message: wordsOf(found), detail: { ...found } })
      else await resolve(engine, { ...subject, accountId })
    }
    told = pid
  }

  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn({ error }, 'could not look for open transactions'))
  }, everyMs)
  timer.unref()
  return { look, stop: () => clearInterval(timer) }
}

function wordsOf({ pid, application, user, seconds }: OldTransaction): string {
  const who = [application, user].filter((word) => word !== '').join(', ')
  return (
    `A transaction has been open on the database for ${Math.round(seconds)} s (process ${pid}${who === '' ? '' : `: ${who}`}). ` +
    `While it lasts, delivery slows down. End its program, or run: SELECT pg_terminate_backend(${pid})`
  )
}
