// The statements of a settlement flush. Each takes the whole batch.

import type { PendingQuery, Row, TransactionSql } from 'postgres'

import type { DeliveryStatus, DispatchState, LeadStatus, Sold } from '@switchyard/core/lead/states.ts'
import type { Plan } from '@switchyard/core/routing/decision.ts'
import { storable } from '@switchyard/core/text/storable.ts'

import { databaseNow } from '../db/clock.ts'
import type { Write } from '../db/together.ts'
import type { StoredPlace } from '../caps/places.ts'
import { dispatchClass } from '../queue/dispatches.ts'
import { storedBodyBytes, type Result } from './result.ts'

export interface SettledDispatch {
  readonly accountId: string
  readonly id: string
  readonly leadId: string
  readonly receivedAt: Date
  readonly reserved: readonly StoredPlace[] | null
}

export interface FencedDispatch extends SettledDispatch {
  /** The attempt whose result was written. */
  readonly attemptId: string
  /** Its lead was erased meanwhile. */
  readonly erased: boolean
}

/** Writes results to their dispatches, fenced by the attempt: what comes back was still ours. See `lawful` for the moves. */
export function settleDispatches(tx: TransactionSql, results: readonly Result[]): PendingQuery<FencedDispatch[]> {
  const rows = results.map((result) => ({
    account_id: result.accountId,
    id: result.dispatchId,
    attempt: result.attemptId,
    state: result.next.kind === 'retry' ? 'queued' : result.next.state,
    reason: result.next.reason,
    due_at: dueOf(result),
    class: result.next.kind === 'retry' ? dispatchClass.retry : null,
    uncount: result.next.kind === 'retry' && !result.next.countsAsTry ? 1 : 0,
    price: result.next.kind === 'final' ? (result.next.price?.toString() ?? null) : null,
    reference: result.understood.reference,
  }))
  return tx<FencedDispatch[]>`
    UPDATE dispatches d
    SET state = r.state, reason = r.reason, due_at = coalesce(r.due_at, d.due_at), class = greatest(d.class, coalesce(r.class, 0)),
      tries = d.tries - r.uncount, price = r.price, reference = coalesce(r.reference, d.reference), worker = NULL,
      current_attempt = CASE WHEN r.due_at IS NULL THEN d.current_attempt END,
      settled_at = CASE WHEN r.due_at IS NULL THEN now() END
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, id bigint, attempt bigint, state text, reason text, due_at timestamptz, class smallint,
        uncount int, price bigint, reference text)
    WHERE d.account_id = r.account_id AND d.id = r.id AND d.current_attempt = r.attempt AND d.state = 'sending'
    RETURNING d.account_id::text AS "accountId", d.id::text AS id, d.lead_id::text AS "leadId", d.lead_received_at AS "receivedAt",
      d.reserved, r.attempt::text AS "attemptId", d.erased`
}

/** Null for a dispatch that has come to an end. A held one (a mapper without the value) is looked at again after a while. */
function dueOf({ next }: Result): Date | null {
  if (next.kind === 'retry') return next.at
  return next.state === 'held' ? new Date(databaseNow().getTime() + heldAgainMs) : null
}

const heldAgainMs = 10 * 60_000

/** The cap places of dispatches that are held again were given back: they must not be given back once more when those end. */
export async function forgetPlaces(
  tx: TransactionSql,
  ended: readonly { readonly state: DispatchState; readonly dispatch: Pick<SettledDispatch, 'accountId' | 'id'> }[],
): Promise<void> {
  const held = ended.filter(({ state }) => state === 'held')
  if (held.length === 0) return
  const rows = held.map(({ dispatch }) => ({ account_id: dispatch.accountId, id: dispatch.id }))
  await tx`
    UPDATE dispatches d SET reserved = NULL
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (account_id bigint, id bigint)
    -- A dispatch beside the caps has none, and goes on naming its windows.
    WHERE d.account_id = r.account_id AND d.id = r.id AND NOT d.over_cap`
}

/** An outcome is written once. What comes for an attempt that was given up is late, see `settleLate`. */
export function finishAttempts(tx: TransactionSql, results: readonly Result[]): Write {
  const rows = results.map((result) => ({
    account_id: result.accountId,
    id: result.attemptId,
    at: result.attemptAt,
    outcome: result.understood.outcome,
    reason: result.understood.reason,
    rule: result.understood.rule,
    duration_ms: Math.round(result.durationMs),
  }))
  return tx`
    UPDATE attempts a SET outcome = r.outcome, reason = r.reason, rule = r.rule, duration_ms = r.duration_ms
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, id bigint, at timestamptz, outcome text, reason text, rule int, duration_ms int)
    WHERE a.account_id = r.account_id AND a.id = r.id AND a.at = r.at AND a.outcome IS NULL AND ${within(
      tx,
      tx`a.at`,
      results.map((one) => one.attemptAt),
    )}`
}

export function insertBodies(tx: TransactionSql, results: readonly Result[]): Write {
  const rows = results.flatMap((result) => {
    if (!result.request) return []
    const { response } = result
    const stored = response && {
      status: response.status,
      headers: response.headers,
      body: kept(response.body),
      truncated: response.truncated || response.body.length > storedBodyBytes,
    }
    const request = { ...result.request, body: result.request.body === null ? null : kept(result.request.body) }
    return [
      { account_id: result.accountId, attempt_id: result.attemptId, at: result.attemptAt, request, response: stored },
    ]
  })
  if (rows.length === 0) return null
  return tx`
    INSERT INTO attempt_bodies (account_id, attempt_id, at, request, response)
    SELECT r.account_id, r.attempt_id, r.at, r.request, r.response
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      AS r (account_id bigint, attempt_id bigint, at timestamptz, request jsonb, response jsonb)
    ON CONFLICT DO NOTHING`
}

/** Cut to what is kept. */
function kept(text: string): string {
  return storable(text.length > storedBodyBytes ? text.slice(0, storedBodyBytes) : text)
}

export interface OpenLead {
  readonly accountId: string
  readonly leadId: string
  readonly receivedAt: Date
  readonly campaign: string
  readonly supplier: string | null
  readonly currency: string
  readonly status: LeadStatus
  readonly sold: Sold
  readonly revenue: string
  readonly payout: string
  readonly test: boolean
  readonly plan: Plan | null
  /** When its route was last begun anew; null when it was run once. */
  readonly reroutedAt: Date | null
  readonly dispatches: readonly LeadDispatch[]
}

export interface LeadDispatch {
  readonly id: string
  readonly delivery: string
  readonly buyer: string | null
  readonly state: DispatchState
  readonly reason: string | null
  readonly createdAt: Date
  /** The job that made it. */
  readonly jobId: string | null
  /** Beside the caps: it has no place in the windows it names. */
  readonly overCap: boolean
  /** Why the buyer gave the lead back; null unless it has. */
  readonly returnReason: string | null
}

/** Locks the leads, in id order, then reads their dispatches as they stand under that lock. */
export async function lockLeads(
  tx: TransactionSql,
  leads: readonly { accountId: string; leadId: string; receivedAt: Date }[],
): Promise<OpenLead[]> {
  const rows = JSON.stringify(
    leads.map((lead) => ({ account_id: lead.accountId, id: lead.leadId, received_at: lead.receivedAt })),
  )
  const bounds = within(
    tx,
    tx`l.received_at`,
    leads.map((lead) => lead.receivedAt),
  )
  const [, open, dispatches] = await Promise.all([
    // Locked first and read in a statement of its own: what a join with FOR UPDATE answers after it had to wait for another
    // transaction is checked again row by row, and over partitioned tables that leaves out rows which are there.
    tx`
      SELECT 1
      FROM json_to_recordset(${rows}::text::json) AS r (account_id bigint, id bigint, received_at timestamptz)
      JOIN leads l ON l.account_id = r.account_id AND l.id = r.id AND l.received_at = r.received_at AND ${bounds}
      ORDER BY l.account_id, l.id FOR UPDATE OF l`,
    tx<Omit<OpenLead, 'dispatches'>[]>`
      SELECT l.account_id::text AS "accountId", l.id::text AS "leadId", l.received_at AS "receivedAt", l.campaign, l.supplier,
        l.currency, l.status, l.sold, l.revenue, l.payout, l.test, l.plan, l.rerouted_at AS "reroutedAt"
      FROM json_to_recordset(${rows}::text::json) AS r (account_id bigint, id bigint, received_at timestamptz)
      JOIN leads l ON l.account_id = r.account_id AND l.id = r.id AND l.received_at = r.received_at AND ${bounds}`,
    tx<(LeadDispatch & { accountId: string; leadId: string })[]>`
      SELECT d.account_id::text AS "accountId", d.lead_id::text AS "leadId", d.id::text AS id, d.delivery, d.buyer, d.state, d.reason,
        d.created_at AS "createdAt", d.job_id::text AS "jobId", d.over_cap AS "overCap", d.return_reason AS "returnReason"
      FROM json_to_recordset(${rows}::text::json) AS r (account_id bigint, id bigint, received_at timestamptz)
      JOIN dispatches d ON d.account_id = r.account_id AND d.lead_id = r.id
      ORDER BY d.created_at, d.id`,
  ])
  const byLead = Map.groupBy(dispatches, (dispatch) => `${dispatch.accountId}:${dispatch.leadId}`)
  return open.map((lead) => ({ ...lead, dispatches: byLead.get(`${lead.accountId}:${lead.leadId}`) ?? [] }))
}

export interface LeadChange {
  readonly accountId: string
  readonly leadId: string
  readonly receivedAt: Date
  readonly sold: Sold
  readonly soldReason: string | null
  readonly deliveryStatus: DeliveryStatus
  readonly revenue: bigint
  readonly payout: bigint
  readonly redirectUrl: string | null
  /** Set when routing ended without a buyer that keeps it, and the campaign shows that as a rejection. */
  readonly rejected: {
    readonly code: 'REJECT_LEAD_DESTINATION' | 'REJECT_LEAD_RETURNED'
    readonly words: string
  } | null
}

export function updateLeads(tx: TransactionSql, changes: readonly LeadChange[]): Write {
  if (changes.length === 0) return null
  const rows = changes.map((c) => ({
    account_id: c.accountId,
    id: c.leadId,
    received_at: c.receivedAt,
    sold: c.sold,
    sold_reason: c.soldReason,
    delivery_status: c.deliveryStatus,
    revenue: c.revenue.toString(),
    payout: c.payout.toString(),
    redirect_url: c.redirectUrl,
    rejected: c.rejected?.words ?? null,
    rejected_as: c.rejected?.code ?? null,
  }))
  return tx`
    UPDATE leads l
    SET sold = r.sold, sold_reason = r.sold_reason, delivery_status = r.delivery_status, revenue = l.revenue + r.revenue,
      payout = l.payout + r.payout, redirect_url = coalesce(r.redirect_url, l.redirect_url), updated_at = now(),
      status = CASE WHEN r.rejected IS NULL THEN l.status ELSE 'rejected' END,
      code = coalesce(r.rejected_as, l.code),
      reason = coalesce(r.rejected, l.reason)
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, id bigint, received_at timestamptz, sold text, sold_reason text, delivery_status text,
        revenue bigint, payout bigint, redirect_url text, rejected text, rejected_as text)
    WHERE l.account_id = r.account_id AND l.id = r.id AND l.received_at = r.received_at
      AND ${within(
        tx,
        tx`l.received_at`,
        changes.map((change) => change.receivedAt),
      )}`
}

/**
 * The span of a batch's times as a condition of its own. A join alone makes PostgreSQL look into every partition for every
 * row; with the span it leaves all others out before it starts.
 */
export function within(tx: TransactionSql, column: Fragment, times: readonly Date[]): Fragment {
  const inMs = times.map((time) => time.getTime())
  return tx`${column} BETWEEN ${new Date(Math.min(...inMs))} AND ${new Date(Math.max(...inMs))}`
}

type Fragment = PendingQuery<Row[]>
