// Conditions put together.

import type { PendingQuery, Row, TransactionSql } from 'postgres'

type Fragment = PendingQuery<Row[]>

/** `true` where there are none. */
export function joined(tx: TransactionSql, parts: readonly Fragment[], word: 'and' | 'or'): Fragment {
  const [first, ...rest] = parts
  if (!first) return tx`true`
  return rest.reduce((left, right) => (word === 'and' ? tx`${left} AND ${right}` : tx`${left} OR ${right}`), first)
}
