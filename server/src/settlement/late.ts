// Answers that come after their attempt was given up: the worker was taken for dead, and was not. Kept beside what stands, told in
// the lead's story, and where nothing happened since but waiting for a person, taken for what they are: the buyer's word.

import type { TransactionSql } from 'postgres'

import { fromStates } from '@switchyard/core/delivery/transitions.ts'
import type { AttemptOutcome } from '@switchyard/core/lead/states.ts'

import type { Ended } from './ended.ts'
import type { Next, Result } from './result.ts'
import { within, type SettledDispatch } from './write.ts'

/** Answers the dispatches that were in review and are decided now. A result that was written before already changes nothing. */
export async function settleLate(tx: TransactionSql, lost: readonly Result[]): Promise<Ended[]> {
  const recorded = await recordLate(tx, lost)
  if (recorded.length === 0) return []
  await tellLate(tx, recorded)
  return decideReviews(
    tx,
    recorded.map(({ result }) => result),
  )
}

interface Late {
  readonly result: Result
  readonly number: number
  readonly givenUpAs: AttemptOutcome
}

async function recordLate(tx: TransactionSql, lost: readonly Result[]): Promise<Late[]> {
  const rows = lost.map(({ accountId, attemptId, attemptAt, understood }) => ({
    account_id: accountId,
    id: attemptId,
    at: attemptAt,
    outcome: understood.outcome,
    reason: understood.reason,
  }))
  const late = await tx<{ accountId: string; attemptId: string; number: number; givenUpAs: AttemptOutcome }[]>`
    UPDATE attempts a SET late_outcome = r.outcome, late_reason = r.reason, late_at = now()
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, id bigint, at timestamptz, outcome text, reason text)
    WHERE a.account_id = r.account_id AND a.id = r.id AND a.at = r.at AND ${within(
      tx,
      tx`a.at`,
      lost.map(({ attemptAt }) => attemptAt),
    )}
      -- What others write for a worker that they take for dead; an attempt's own outcome is never news.
      AND a.outcome IN ('unknown', 'not_sent') AND a.outcome <> r.outcome AND a.late_at IS NULL
    RETURNING a.account_id::text AS "accountId", a.id::text AS "attemptId", a.number, a.outcome AS "givenUpAs"`
  const byAttempt = new Map(late.map((row) => [`${row.accountId}:${row.attemptId}`, row]))
  return lost.flatMap((result) => {
    const row = byAttempt.get(`${result.accountId}:${result.attemptId}`)
    return row ? [{ result, number: row.number, givenUpAs: row.givenUpAs }] : []
  })
}

async function tellLate(tx: TransactionSql, recorded: readonly Late[]): Promise<void> {
  const rows = recorded.map(({ result, number, givenUpAs }) => {
    const { outcome, reason } = result.understood
    const words = reason === null ? outcome : `${outcome}, ${reason}`
    const text = `Late answer of ${result.delivery} to attempt ${number}, which had been given up as ${givenUpAs}: ${words}`
    const { dispatchId: dispatch, attemptId: attempt, delivery } = result
    return {
      account_id: result.accountId,
      lead_id: result.leadId,
      detail: { text, dispatch, attempt, delivery, outcome, reason },
    }
  })
  await tx`
    INSERT INTO lead_events (account_id, lead_id, kind, actor, detail)
    SELECT r.account_id, r.lead_id, 'lateAnswer', 'system', r.detail
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (account_id bigint, lead_id bigint, detail jsonb)`
}

/** Only a dispatch's newest attempt decides, and only while nothing was sent after it. */
async function decideReviews(tx: TransactionSql, results: readonly Result[]): Promise<Ended[]> {
  const deciding = results.flatMap((result) => (isWord(result.next) ? [{ result, next: result.next }] : []))
  if (deciding.length === 0) return []
  const rows = deciding.map(({ result, next }) => ({
    account_id: result.accountId,
    id: result.dispatchId,
    attempt: result.attemptId,
    state: next.state,
    reason: next.reason,
    price: next.price?.toString() ?? null,
    reference: result.understood.reference,
  }))
  const decided = await tx<(SettledDispatch & { readonly attemptId: string })[]>`
    UPDATE dispatches d
    SET state = r.state, reason = r.reason, price = r.price, reference = coalesce(r.reference, d.reference), settled_at = now()
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, id bigint, attempt bigint, state text, reason text, price bigint, reference text)
    WHERE d.account_id = r.account_id AND d.id = r.id AND d.current_attempt = r.attempt AND d.state = 'review'
    RETURNING d.account_id::text AS "accountId", d.id::text AS id, d.lead_id::text AS "leadId", d.lead_received_at AS "receivedAt",
      d.reserved, r.attempt::text AS "attemptId"`
  return decided.flatMap((dispatch) => {
    const own = deciding.find(
      ({ result }) => result.accountId === dispatch.accountId && result.attemptId === dispatch.attemptId,
    )
    if (!own) return []
    const { result, next } = own
    return [{ dispatch, state: next.state, price: next.price, redirectUrl: result.understood.redirectUrl }]
  })
}

/** Yes, no, or "taken, the result comes later". Anything else leaves the decision to the person. */
function isWord(next: Next): next is Extract<Next, { kind: 'final' }> {
  if (next.kind !== 'final') return false
  const { state } = next
  return (state === 'accepted' || state === 'rejected' || state === 'pending') && fromStates(state).includes('review')
}
