// One alert for each delivery that has dispatches waiting for a person: opened when the first one comes, counted when more come,
// closed when none is left.

import type { TransactionSql } from 'postgres'

import { raise } from './raise.ts'
import { resolve } from './resolve.ts'
import { retell } from './retell.ts'

interface Waiting {
  readonly accountId: string
  readonly delivery: string
  /** Null: nothing waits any more. */
  readonly waiting: number | null
  readonly since: Date | null
  /** As the open alert has it; null when there is none. */
  readonly told: number | null
}

export async function watchReviews(tx: TransactionSql): Promise<void> {
  const rows = await tx<Waiting[]>`
    SELECT coalesce(w.account_id, o.account_id)::text AS "accountId", coalesce(w.delivery, o.delivery) AS delivery, w.waiting, w.since,
      o.told
    FROM (
      SELECT d.account_id, d.delivery, count(*)::int AS waiting, min(d.settled_at) AS since, max(d.settled_at) AS newest
      FROM dispatches d WHERE d.state = 'review' GROUP BY d.account_id, d.delivery
    ) w
    FULL JOIN (
      SELECT a.account_id, a.detail ->> 'delivery' AS delivery, (a.detail ->> 'waiting')::int AS told
      FROM alerts a WHERE a.kind = 'unknownOutcomes' AND a.resolved_at IS NULL
    ) o ON o.account_id = w.account_id AND o.delivery = w.delivery
    WHERE w.waiting IS DISTINCT FROM o.told
      -- Who closed the alert knows of those that waited then: it opens anew for those that came since.
      AND (o.told IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM alerts c
        WHERE c.account_id = w.account_id AND c.kind = 'unknownOutcomes' AND c.subject = 'delivery ' || w.delivery
          AND c.resolved_at >= w.newest))`
  for (const { accountId, delivery, waiting, since, told } of rows) {
    const subject = { accountId, kind: 'unknownOutcomes', subject: `delivery ${delivery}` } as const
    if (waiting === null) {
      await resolve(tx, subject)
      continue
    }
    const message = wordsOf(delivery, waiting)
    const detail = { delivery, waiting, since: since?.toISOString() ?? null }
    if (told === null || waiting > told) await raise(tx, { ...subject, message, detail })
    // Fewer than before.
    else await retell(tx, { ...subject, message, detail })
  }
}

function wordsOf(delivery: string, waiting: number): string {
  const leads = waiting === 1 ? '1 dispatch' : `${waiting} dispatches`
  const wait = waiting === 1 ? 'waits' : 'wait'
  return `${leads} of delivery ${delivery} ${wait} for a decision: sent, and nobody knows whether the buyer took the lead`
}
