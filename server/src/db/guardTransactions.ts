// When a connection is lost the driver rejects its transaction and gives the connection a new session. The lost work does not
// know that yet: its next statement, and the ROLLBACK that follows its failure, would go into that new session, where by then
// somebody else's transaction may be. So a transaction that is over says nothing more.

import type { Sql, TransactionSql } from 'postgres'

type Work = (tx: TransactionSql) => Promise<unknown>

/** The same client, with transactions that fall silent once they have ended. */
export function guardTransactions(sql: Sql): Sql {
  const begin = (...args: [Work] | [string, Work]): Promise<unknown> => {
    const state = { over: false }
    const transaction =
      args.length === 1 ? sql.begin(guarded(args[0], state)) : sql.begin(args[0], guarded(args[1], state))
    return transaction.finally(() => (state.over = true))
  }
  return new Proxy(sql, {
    get: (target, name) => (name === 'begin' ? begin : (Reflect.get(target, name) as unknown)),
  })
}

function guarded(work: Work, state: { over: boolean }): Work {
  return async (tx) => {
    const speaking = new Proxy(tx, {
      apply(target, self, args) {
        if (state.over) throw new TransactionOver()
        return Reflect.apply(target, self, args) as unknown
      },
    })
    try {
      return await work(speaking)
    } catch (error) {
      // The caller has its rejection already. Never settled, the driver has nothing to roll back.
      if (state.over) return new Promise<never>(() => {})
      throw error
    }
  }
}

/** A statement came after its transaction had ended. */
export class TransactionOver extends Error {
  readonly code = 'CONNECTION_CLOSED'

  constructor() {
    super('The transaction has ended; its connection was lost')
    this.name = 'TransactionOver'
  }
}
