// The condition under which a statement may write a dispatch's state, taken from the table of transitions. What the table forbids,
// no statement can be built to do.

import type { PendingQuery, Row, Sql, TransactionSql } from 'postgres'

import { fromStates } from '@switchyard/core/delivery/transitions.ts'
import type { DispatchState } from '@switchyard/core/lead/states.ts'

/**
 * `d.state IN (…)`: the states that may become `to`, or those of `among`. Written as literals and not as parameters: the queue's
 * partial indexes are only found by the planner when it sees the states.
 */
export function mayBecome(
  sql: Sql | TransactionSql,
  to: DispatchState,
  among?: readonly DispatchState[],
): PendingQuery<Row[]> {
  const states = fromStates(to, among).map((state) => `'${state}'`)
  return sql.unsafe(`d.state IN (${states.join(', ')})`)
}
