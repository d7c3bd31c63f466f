// What waits for a person's decision.

import type { PendingQuery, Row, TransactionSql } from 'postgres'

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { listDispatches } from '@switchyard/contract/dispatches/list.ts'
import type { AttemptOutcome } from '@switchyard/core/lead/states.ts'

type Page = OutputOf<typeof listDispatches>
type Shown = Page['dispatches'][number]

export async function listReviews(
  tx: TransactionSql,
  filter: { readonly deliveries: readonly string[] | undefined },
  page: { readonly above: string; readonly limit: number },
): Promise<Page> {
  const { deliveries } = filter
  const ofThese = deliveries === undefined ? tx`` : tx`AND d.delivery = ANY(${[...deliveries]}::text[])`
  const [rows, [count]] = await Promise.all([readPage(tx, ofThese, page), countAll(tx, ofThese)])
  const shown = rows.slice(0, page.limit)
  return {
    dispatches: shown.map(shownReview),
    total: count?.count ?? 0,
    nextCursor: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

interface ReviewRow extends Omit<Shown, 'lead' | 'since' | 'attempt'> {
  readonly leadId: string
  readonly summary: string
  readonly campaign: string
  readonly receivedAt: Date
  readonly test: boolean
  readonly since: Date
  readonly attempt: AttemptJson | null
}

/** As PostgreSQL writes JSON: times are text. */
interface AttemptJson {
  readonly id: string
  readonly number: number
  readonly at: string
  readonly worker: string
  readonly outcome: AttemptOutcome | null
  readonly reason: string | null
  readonly durationMs: number | null
  readonly requestBytes: number | null
  readonly answerStatus: number | null
  readonly lateOutcome: AttemptOutcome | null
  readonly lateReason: string | null
  readonly lateAt: string | null
}

function readPage(
  tx: TransactionSql,
  ofThese: PendingQuery<Row[]>,
  page: { readonly above: string; readonly limit: number },
): PendingQuery<ReviewRow[]> {
  return tx<ReviewRow[]>`
    SELECT d.id::text AS id, d.delivery, d.buyer, d.state, d.reason, d.reference, d.tries, coalesce(d.settled_at, d.created_at) AS since,
      l.id::text AS "leadId", l.summary, l.campaign, l.received_at AS "receivedAt", l.test, t.attempt
    FROM dispatches d
    JOIN leads l ON l.account_id = d.account_id AND l.id = d.lead_id AND l.received_at = d.lead_received_at
    LEFT JOIN LATERAL (
      SELECT json_build_object('id', a.id::text, 'number', a.number, 'at', a.at, 'worker', a.worker, 'outcome', a.outcome,
        'reason', a.reason, 'durationMs', a.duration_ms, 'requestBytes', octet_length(b.request ->> 'body'),
        'answerStatus', (b.response ->> 'status')::int, 'lateOutcome', a.late_outcome, 'lateReason', a.late_reason,
        'lateAt', a.late_at) AS attempt
      FROM attempts a
      LEFT JOIN attempt_bodies b ON b.account_id = a.account_id AND b.attempt_id = a.id AND b.at = a.at
      WHERE a.account_id = d.account_id AND a.lead_id = d.lead_id AND a.dispatch_id = d.id
      ORDER BY a.id DESC LIMIT 1
    ) t ON true
    WHERE d.account_id = current_account() AND d.state = 'review' AND d.id > ${page.above}::bigint ${ofThese}
    ORDER BY d.id LIMIT ${page.limit + 1}`
}

function countAll(tx: TransactionSql, ofThese: PendingQuery<Row[]>): PendingQuery<{ count: number }[]> {
  return tx<{ count: number }[]>`
    SELECT count(*)::int AS count FROM dispatches d
    WHERE d.account_id = current_account() AND d.state = 'review' ${ofThese}`
}

function shownReview(row: ReviewRow): Shown {
  const { leadId, summary, campaign, receivedAt, test, since, attempt, ...rest } = row
  return {
    ...rest,
    lead: { id: leadId, summary, campaign, receivedAt: receivedAt.toISOString(), test },
    since: since.toISOString(),
    attempt: attempt && shownAttempt(attempt),
  }
}

function shownAttempt({ lateOutcome, lateReason, lateAt, ...attempt }: AttemptJson): Shown['attempt'] {
  const isLate = lateOutcome !== null && lateAt !== null
  return {
    ...attempt,
    at: new Date(attempt.at).toISOString(),
    late: isLate ? { outcome: lateOutcome, reason: lateReason, at: new Date(lateAt).toISOString() } : null,
  }
}
