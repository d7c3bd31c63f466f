// Writes that need nothing of each other go as one statement: one round trip and one snapshot for a whole batch.

import type { PendingQuery, Row, TransactionSql } from 'postgres'

/** A statement that nobody has sent yet: it runs when it is awaited, or as a part of another. Null when there is nothing to write. */
export type Write = PendingQuery<Row[]> | null

/** None may write a row that another one writes or reads. */
export async function writeTogether(tx: TransactionSql, writes: readonly Write[]): Promise<void> {
  const some = writes.filter((write) => write !== null)
  if (some.length > 1) await writeWith(tx, some, tx`SELECT`)
  else await some[0]
}

/** The rows of `last`, which is run with the others. */
export function writeWith<Rows extends readonly Row[]>(
  tx: TransactionSql,
  writes: readonly Write[],
  last: PendingQuery<Rows & Row[]>,
): PendingQuery<Rows & Row[]> {
  const parts = writes.flatMap((write, index) => (write === null ? [] : [tx`${tx(`write_${index}`)} AS (${write})`]))
  const [first, ...rest] = parts
  if (!first) return last
  const all = rest.reduce((list, part) => tx`${list}, ${part}`, first)
  return tx<Rows & Row[]>`WITH ${all} ${last}`
}
