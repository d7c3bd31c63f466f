// When a connection is lost the driver rejects its transaction and gives the connection a new session. The lost work does not
// know that yet: its next statement, and the ROLLBACK that follows its failure, would go into that new session, where by then
// somebody else's transaction may be. So a transaction that is over says nothing more.

import type { Sql, TransactionSql } from 'postgres'

type Work = (tx: TransactionSql) => Promise<unknown>

interface State {
  phase: 'waiting' | 'begun' | 'givenUp' | 'over'
}

/**
 * The same client, with transactions that fall silent once they have ended, and that are refused when no connection comes free for
 * them within `waitMs`: who waits for the database must hear soon that it has no room.
 */
export function guardTransactions(sql: Sql, waitMs: number): Sql {
  const begin = (...args: [Work] | [string, Work]): Promise<unknown> => {
    const state: State = { phase: 'waiting' }
    const transaction =
      args.length === 1 ? sql.begin(guarded(args[0], state)) : sql.begin(args[0], guarded(args[1], state))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        if (state.phase !== 'waiting') return
        state.phase = 'givenUp'
        reject(new NoConnectionFree(waitMs))
      }, waitMs)
      transaction
        .finally(() => {
          clearTimeout(timer)
          state.phase = 'over'
        })
        .then(resolve, reject)
    })
  }
  return new Proxy(sql, {
    get: (target, name) => (name === 'begin' ? begin : (Reflect.get(target, name) as unknown)),
  })
}

function guarded(work: Work, state: State): Work {
  return async (tx) => {
    // Nobody waits any more; thrown here, the driver rolls back.
    if (state.phase === 'givenUp') throw new Error('Its turn came too late')
    state.phase = 'begun'
    // Through a function: the compiler believes that nobody else changes the phase.
    const isOver = () => state.phase === 'over'
    const speaking = new Proxy(tx, {
      apply(target, self, args) {
        if (isOver()) throw new TransactionOver()
        return Reflect.apply(target, self, args) as unknown
      },
    })
    try {
      return await work(speaking)
    } catch (error) {
      // The caller has its rejection already. Never settled, the driver has nothing to roll back.
      if (isOver()) return new Promise<never>(() => {})
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

/** All connections were busy for too long. The code is PostgreSQL's own for "too many connections". */
export class NoConnectionFree extends Error {
  readonly code = '53300'

  constructor(waitMs: number) {
    super(`No database connection came free within ${waitMs / 1000} s`)
    this.name = 'NoConnectionFree'
  }
}
