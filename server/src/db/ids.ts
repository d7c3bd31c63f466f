// Ids taken from a sequence in blocks, so that rows that refer to each other can be written in one round trip.

import type { Sql } from 'postgres'

export interface IdBlock {
  /** `count` ids, ascending. */
  take(count: number): Promise<string[]>
}

/** The block grows with the demand, so that a quiet instance shows hardly a gap and a busy one asks once per 500 rows. */
export function createIdBlock(engine: Sql, sequence: 'lead_ids' | 'dispatch_ids' | 'attempt_ids'): IdBlock {
  let ready: string[] = []
  return {
    async take(count) {
      while (ready.length < count) {
        const ask = Math.max(count - ready.length, Math.min(500, count * 8))
        const rows = await engine<{ id: string }[]>`
          SELECT nextval(${sequence}::text::regclass)::text AS id FROM generate_series(1, ${ask}::int)`
        ready.push(...rows.map((row) => row.id))
      }
      const taken = ready.slice(0, count)
      ready = ready.slice(count)
      return taken
    },
  }
}
