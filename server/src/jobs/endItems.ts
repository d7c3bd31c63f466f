// A dispatch that a job made has come to an end: so has the lead's item in that job. Part of the transaction that ended it.

import type { TransactionSql } from 'postgres'

export interface EndedItem {
  readonly accountId: string
  readonly jobId: string
  readonly leadId: string
  readonly dispatchId: string
}

/**
 * Reads from the dispatches what became of them. Taken by the buyer, with the result to come later, counts as done; a request of
 * which nobody knows the outcome as failed. What a cancelled job had waiting is cancelled.
 */
export async function endItems(tx: TransactionSql, ended: readonly EndedItem[]): Promise<void> {
  if (ended.length === 0) return
  const rows = JSON.stringify(
    ended.map((e) => ({ account_id: e.accountId, job_id: e.jobId, lead_id: e.leadId, dispatch_id: e.dispatchId })),
  )
  if (new Set(ended.map(({ accountId, jobId }) => `${accountId}:${jobId}`)).size > 1) {
    // In order, so that two batches with several jobs cannot wait for each other.
    await tx`
      SELECT 1 FROM jobs j
      WHERE (j.account_id, j.id) IN (
        SELECT r.account_id, r.job_id FROM json_to_recordset(${rows}::text::json) AS r (account_id bigint, job_id bigint))
      ORDER BY j.account_id, j.id FOR UPDATE`
  }
  await tx`
    WITH ended AS (
      -- The place is looked up by itself: told of the state as well, the planner would read through all that is under way.
      SELECT p.account_id, p.job_id, p.place, r.dispatch_id, d.id AS found, d.state, d.reason, j.state AS job_state
      FROM json_to_recordset(${rows}::text::json)
        AS r (account_id bigint, job_id bigint, lead_id bigint, dispatch_id bigint)
      CROSS JOIN LATERAL (
        SELECT i.account_id, i.job_id, i.place FROM job_items i
        WHERE i.account_id = r.account_id AND i.job_id = r.job_id AND i.lead_id = r.lead_id LIMIT 1
      ) p
      JOIN jobs j ON j.account_id = r.account_id AND j.id = r.job_id
      LEFT JOIN dispatches d ON d.account_id = r.account_id AND d.id = r.dispatch_id
    ), done AS (
      UPDATE job_items i
      SET outcome = coalesce(e.state, 'gone'), ended_at = now(),
        reason = CASE WHEN e.found IS NULL THEN 'Its dispatch is not there any more' ELSE e.reason END,
        state = CASE
          WHEN e.state IN ('accepted', 'pending') THEN 'succeeded'
          WHEN e.state = 'cancelled' AND e.job_state = 'cancelled' THEN 'cancelled'
          ELSE 'failed' END
      FROM ended e
      WHERE i.account_id = e.account_id AND i.job_id = e.job_id AND i.place = e.place AND i.dispatch_id = e.dispatch_id
        AND i.state = 'running'
      RETURNING i.account_id, i.job_id, i.state, i.outcome
    ), sums AS (
      SELECT account_id, job_id, count(*) FILTER (WHERE state = 'succeeded') AS succeeded,
        count(*) FILTER (WHERE state = 'failed') AS failed, count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
        array_agg(outcome) AS outcomes
      FROM done GROUP BY account_id, job_id
    )
    UPDATE jobs j
    SET succeeded = j.succeeded + s.succeeded, failed = j.failed + s.failed, cancelled = j.cancelled + s.cancelled,
      outcomes = (
        SELECT jsonb_object_agg(c.outcome, c.count) FROM (
          SELECT b.outcome, sum(b.count) AS count FROM (
            SELECT e.key AS outcome, e.value::int AS count FROM jsonb_each_text(j.outcomes) e
            UNION ALL SELECT o.outcome, 1 FROM unnest(s.outcomes) AS o (outcome)
          ) b GROUP BY b.outcome
        ) c)
    FROM sums s WHERE j.account_id = s.account_id AND j.id = s.job_id`
}
