import type { TransactionSql } from 'postgres'

import type { Database } from './database.ts'

/** What `work` finds out by doing it, with nothing of it done: its transaction is rolled back, whatever happens. */
export async function dryRun<T>(
  db: Pick<Database, 'asAccount'>,
  accountId: string,
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  try {
    await db.asAccount(accountId, async (tx) => {
      throw new Found(await work(tx))
    })
  } catch (error) {
    // Only this function throws one, with what its own `work` answered.
    if (error instanceof Found) return error.value as T
    throw error
  }
  throw new Error('A dry run came to its commit')
}

class Found extends Error {
  readonly value: unknown

  constructor(value: unknown) {
    super('Rolled back on purpose')
    this.value = value
  }
}
