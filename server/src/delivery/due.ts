// Which destinations have work that is due, by class. One look at the queue costs one step of its index for each destination and
// class that has rows there, however many rows those are, and nothing for the others.

import type { Sql } from 'postgres'

import type { DispatchClass } from '../queue/dispatches.ts'

export interface DueClass {
  readonly accountId: string
  readonly delivery: string
  readonly class: DispatchClass
}

/** With how long the first of them has been due. */
export async function findDue(engine: Sql): Promise<(DueClass & { readonly lateSeconds: number })[]> {
  return engine<(DueClass & { lateSeconds: number })[]>`
    WITH RECURSIVE heads AS (
      (SELECT d.account_id, d.delivery, d.class, d.due_at FROM dispatches d WHERE d.state = 'queued'
       ORDER BY d.account_id, d.delivery, d.class, d.due_at LIMIT 1)
      UNION ALL
      SELECT next.account_id, next.delivery, next.class, next.due_at
      FROM heads h CROSS JOIN LATERAL (
        SELECT d.account_id, d.delivery, d.class, d.due_at FROM dispatches d
        WHERE d.state = 'queued' AND (d.account_id, d.delivery, d.class) > (h.account_id, h.delivery, h.class)
        ORDER BY d.account_id, d.delivery, d.class, d.due_at LIMIT 1
      ) next
    )
    SELECT h.account_id::text AS "accountId", h.delivery, h.class,
      extract(epoch FROM now() - h.due_at)::float8 AS "lateSeconds"
    FROM heads h WHERE h.due_at <= now()`
}
