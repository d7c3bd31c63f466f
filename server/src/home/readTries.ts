// How destinations bear what they are sent: what the workers say of them, and how the newest attempts ended.

import type { TransactionSql } from 'postgres'

import type { Breaker } from '@switchyard/core/delivery/breaker.ts'
import type { AttemptOutcome } from '@switchyard/core/lead/states.ts'

import { viewHoldsSeconds } from '../delivery/views.ts'

export interface Tries {
  readonly delivery: string
  readonly breaker: Breaker['kind']
  readonly until: Date | null
  readonly attempts: number
  readonly failed: number
}

/** An attempt that brought neither yes nor no, and was not told to come later. */
const failures: readonly AttemptOutcome[] = ['retryable', 'permanent', 'not_sent', 'unknown', 'unrecognised']
/** An hour may hold a million attempts; these are read in 5 ms and say as much about how it goes now. */
const newest = 2_000

/** Of deliveries with attempts in the last hour, or a breaker that is not closed. */
export function readTries(tx: TransactionSql): Promise<Tries[]> {
  return tx<Tries[]>`
    SELECT delivery, coalesce(v.breaker, 'closed') AS breaker, v.until, coalesce(t.attempts, 0) AS attempts,
      coalesce(t.failed, 0) AS failed
    FROM (
      SELECT n.delivery, count(*)::int AS attempts, count(*) FILTER (WHERE n.outcome = ANY(${[...failures]}::text[]))::int AS failed
      FROM (
        SELECT a.delivery, a.outcome, a.at FROM attempts a
        WHERE a.account_id = current_account() ORDER BY a.id DESC LIMIT ${newest}) n
      WHERE n.at > now() - interval '1 hour' AND n.outcome IS NOT NULL
      GROUP BY n.delivery
    ) t
    FULL JOIN (
      SELECT w.delivery, CASE WHEN bool_or(w.breaker = 'open') THEN 'open' ELSE 'probing' END AS breaker,
        max(w.breaker_until) FILTER (WHERE w.breaker = 'open') AS until
      FROM destination_views w
      WHERE w.account_id = current_account() AND w.breaker <> 'closed'
        AND w.at > now() - make_interval(secs => ${viewHoldsSeconds})
      GROUP BY w.delivery
    ) v USING (delivery)
    ORDER BY delivery`
}
