// Ids taken from a sequence in blocks, so that rows that refer to each other can be written in one round trip.

import type { ISql } from 'postgres'

export interface IdBlock {
  /**
   * `count` ids, ascending. Inside a transaction `sql` must be that transaction: one that holds a connection and waits for another
   * keeps the whole pool waiting when enough of them do.
   */
  take(sql: ISql, count: number): Promise<string[]>
}

/** The block grows with the demand, so that a quiet instance shows hardly a gap and a busy one asks once per 500 rows. */
export function createIdBlock(sequence: 'lead_ids' | 'dispatch_ids' | 'attempt_ids'): IdBlock {
  let ready: string[] = []
  return {
    async take(sql, count) {
      while (ready.length < count) {
        const ask = Math.max(count - ready.length, Math.min(500, count * 8))
        const rows = await sql<{ id: string }[]>`
          SELECT nextval(${sequence}::text::regclass)::text AS id FROM generate_series(1, ${ask}::int)`
        ready.push(...rows.map((row) => row.id))
      }
      const taken = ready.slice(0, count)
      ready = ready.slice(count)
      return taken
    },
  }
}
