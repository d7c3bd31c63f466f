// Puts dispatches back on the queue: the same dispatch, so that the buyer sees the same Idempotency-Key, with a new attempt.

import type { TransactionSql } from 'postgres'

import { mayBecome } from '../queue/mayBecome.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { Decision } from './decide.ts'
import type { Review } from './lockReviews.ts'

/** Answers those that are queued; the others have another dispatch on its way to the same delivery. */
export async function sendAgain(
  tx: TransactionSql,
  setup: AccountSetup,
  reviews: readonly Review[],
  decision: Pick<Decision, 'class' | 'jobId' | 'reason'>,
): Promise<Review[]> {
  // Of two that wait for one lead and delivery the newer one goes: only one may be open at a time.
  const newest = new Map(reviews.map((review) => [`${review.leadId} ${review.delivery}`, review]))
  if (newest.size === 0) return []
  const rows = [...newest.values()].map(({ id, delivery }) => ({
    id,
    hours: setup.deliveries.get(delivery)?.doc.retry.maxAgeHours ?? 24,
  }))
  const queued = await tx<{ id: string }[]>`
    UPDATE dispatches d
    SET state = 'queued', reason = ${`Sent again: ${decision.reason}`}, class = ${decision.class}, due_at = now(),
      expires_at = now() + make_interval(secs => r.hours * 3600), worker = NULL, current_attempt = NULL, settled_at = NULL,
      job_id = coalesce(${decision.jobId}::bigint, d.job_id)
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (id bigint, hours float8)
    WHERE d.account_id = ${setup.accountId} AND d.id = r.id AND ${mayBecome(tx, 'queued', ['review'])}
      AND NOT EXISTS (
        SELECT 1 FROM dispatches o
        WHERE o.account_id = d.account_id AND o.lead_id = d.lead_id AND o.delivery = d.delivery
          AND o.state IN ('queued', 'held', 'sending'))
    RETURNING d.id::text AS id`
  const ids = new Set(queued.map(({ id }) => id))
  const sent = [...newest.values()].filter(({ id }) => ids.has(id))
  if (sent.length > 0) await touchLeads(tx, setup.accountId, sent)
  return sent
}

async function touchLeads(tx: TransactionSql, accountId: string, reviews: readonly Review[]): Promise<void> {
  const rows = JSON.stringify(reviews.map(({ leadId, receivedAt }) => ({ id: leadId, received_at: receivedAt })))
  await tx`
    UPDATE leads l SET updated_at = now()
    FROM json_to_recordset(${rows}::text::json) AS r (id bigint, received_at timestamptz)
    WHERE l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at`
}
