// The statements that write leads which were taken in again. Each takes the whole batch.

import type { TransactionSql } from 'postgres'

import { dispositionOf, statusOf, type Candidate } from '../intake/candidate.ts'
import { within } from '../settlement/write.ts'
import { acceptedAs, type Cause } from './cause.ts'
import { standingOf } from './standing.ts'
import type { StoredLead } from './storedLead.ts'

interface Again {
  readonly lead: StoredLead
  readonly candidate: Candidate
}

export async function updateReadmitted(
  tx: TransactionSql,
  accountId: string,
  again: readonly Again[],
  cause: Cause,
  payoutOf: (lead: StoredLead) => bigint,
): Promise<void> {
  if (again.length === 0) return
  await Promise.all([
    updateRows(
      tx,
      accountId,
      again.map((one) => leadRow(one, cause, payoutOf(one.lead))),
    ),
    updateData(tx, accountId, again),
  ])
}

interface LeadRow {
  readonly received_at: Date
  readonly [column: string]: unknown
}

function leadRow({ lead, candidate }: Again, cause: Cause, payout: bigint): LeadRow {
  const { screened } = candidate
  const routeOnly = lead.status === 'accepted'
  const status = routeOnly ? 'accepted' : statusOf(candidate)
  const disposition = routeOnly ? lead : dispositionOf(candidate)
  const isNew = !routeOnly && status === 'accepted'
  const { sold, soldReason, deliveryStatus } = standingOf(lead, candidate)
  return {
    id: lead.id,
    received_at: lead.receivedAt,
    was: lead.status,
    status,
    code: isNew ? acceptedAs(cause) : disposition.code,
    reason: disposition.reason,
    sold,
    sold_reason: soldReason,
    delivery_status: deliveryStatus,
    payout: payout.toString(),
    duplicate_of: candidate.duplicateOf,
    plan: candidate.failures.length === 0 ? (candidate.decision?.plan ?? null) : null,
    country: screened.facts.country,
    summary: screened.summary,
    email: screened.email,
    phone: screened.phone,
    name: screened.name,
    route_only: routeOnly,
    readmitted_at: isNew ? candidate.at : null,
    rerouted_at: candidate.offers.length > 0 ? candidate.at : null,
    rechecks: status === 'errored' ? lead.rechecks + 1 : 0,
  }
}

/** Fenced by the status that was decided from, and only ever built with the moves that `mayEndAs` allowed. */
async function updateRows(tx: TransactionSql, accountId: string, rows: readonly LeadRow[]): Promise<void> {
  const bounds = within(
    tx,
    tx`l.received_at`,
    rows.map((row) => row.received_at),
  )
  await tx`
    UPDATE leads l
    SET status = r.status, code = r.code, reason = r.reason, sold = r.sold, sold_reason = r.sold_reason,
      delivery_status = r.delivery_status, payout = l.payout + r.payout, updated_at = now(),
      plan = coalesce(r.plan, l.plan), readmitted_at = coalesce(r.readmitted_at, l.readmitted_at),
      rerouted_at = coalesce(r.rerouted_at, l.rerouted_at), rechecks = r.rechecks,
      kept_at = CASE WHEN r.route_only THEN l.kept_at END,
      duplicate_of = CASE WHEN r.route_only THEN l.duplicate_of ELSE r.duplicate_of END,
      country = CASE WHEN r.route_only THEN l.country ELSE r.country END,
      summary = CASE WHEN r.route_only THEN l.summary ELSE r.summary END,
      email = CASE WHEN r.route_only THEN l.email ELSE r.email END,
      phone = CASE WHEN r.route_only THEN l.phone ELSE r.phone END,
      name = CASE WHEN r.route_only THEN l.name ELSE r.name END
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (id bigint, received_at timestamptz, was text, status text, code text, reason text, sold text, sold_reason text,
        delivery_status text, payout bigint, duplicate_of bigint, plan jsonb, country text, summary text, email text, phone text,
        name text, route_only boolean, readmitted_at timestamptz, rerouted_at timestamptz, rechecks int)
    WHERE l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at AND l.status = r.was AND ${bounds}`
}

async function updateData(tx: TransactionSql, accountId: string, again: readonly Again[]): Promise<void> {
  const rows = again.map(({ lead, candidate }) => ({
    id: lead.id,
    received_at: lead.receivedAt,
    fields: candidate.screened.facts.values,
    failures: lead.status === 'accepted' ? lead.failures : dispositionOf(candidate).failures,
    decision: candidate.failures.length === 0 ? candidate.decision : null,
  }))
  const bounds = within(
    tx,
    tx`v.received_at`,
    rows.map((row) => row.received_at),
  )
  await tx`
    UPDATE lead_data v SET fields = r.fields, failures = r.failures, decision = coalesce(r.decision, v.decision)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      AS r (id bigint, received_at timestamptz, fields jsonb, failures jsonb, decision jsonb)
    WHERE v.account_id = ${accountId} AND v.lead_id = r.id AND v.received_at = r.received_at AND ${bounds}`
}
