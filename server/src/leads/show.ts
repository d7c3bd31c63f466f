// Everything that is known about one lead, for its page.

import type { TransactionSql } from 'postgres'

import type { AttemptOutcome, DispatchState } from '@switchyard/core/lead/states.ts'
import { formatMoney } from '@switchyard/core/money/money.ts'
import type { Decision } from '@switchyard/core/routing/decision.ts'

import type { Origin } from '../intake/incoming.ts'
import { leadColumns, listed, type LeadRow, type ListedLead } from './list.ts'
import { timelineOf, type TimelineEntry } from './timeline.ts'

export interface ShownAttempt {
  readonly id: string
  readonly number: number
  readonly at: string
  readonly durationMs: number | null
  readonly outcome: AttemptOutcome | null
  readonly reason: string | null
  readonly rule: number | null
  readonly leadRevision: number
  readonly request: { method: string; url: string; headers: Record<string, string>; body: string | null } | null
  readonly response: { status: number; headers: Record<string, string>; body: string; truncated: boolean } | null
}

export interface ShownDispatch {
  readonly id: string
  readonly delivery: string
  readonly buyer: string | null
  readonly state: DispatchState
  readonly reason: string | null
  readonly price: string | null
  readonly reference: string | null
  readonly tries: number
  readonly createdAt: string
  readonly dueAt: string | null
  readonly settledAt: string | null
  readonly attempts: readonly ShownAttempt[]
}

export interface ShownMoney {
  readonly at: string
  readonly kind: string
  readonly debit: string
  readonly credit: string
  readonly amount: string
  readonly currency: string
  readonly buyer: string | null
  readonly supplier: string | null
  readonly dispatch: string | null
  readonly note: string | null
}

export interface ShownRevision {
  readonly revision: number
  readonly at: string
  readonly actor: string
  readonly reason: string
  readonly changes: Readonly<Record<string, { from: unknown; to: unknown }>>
}

export interface ShownLead extends ListedLead {
  readonly raw: Readonly<Record<string, unknown>>
  readonly origin: Origin
  readonly decision: Decision | null
  readonly dispatches: readonly ShownDispatch[]
  readonly money: readonly ShownMoney[]
  readonly revisions: readonly ShownRevision[]
  readonly timeline: readonly TimelineEntry[]
}

export async function showLead(tx: TransactionSql, id: string): Promise<ShownLead | null> {
  const [leads, dispatchRows, attemptRows, moneyRows, revisionRows, eventRows] = await Promise.all([
    tx<(LeadRow & { raw: ShownLead['raw']; origin: Origin; decision: Decision | null })[]>`
      SELECT ${leadColumns(tx)}, v.raw, v.origin, v.decision
      FROM leads l JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
      WHERE l.account_id = current_account() AND l.id = ${id}::bigint`,
    tx<DispatchRow[]>`
      SELECT d.id::text AS id, d.delivery, d.buyer, d.state, d.reason, d.price, d.reference, d.tries, d.created_at AS "createdAt",
        d.due_at AS "dueAt", d.settled_at AS "settledAt"
      FROM dispatches d WHERE d.account_id = current_account() AND d.lead_id = ${id}::bigint ORDER BY d.id`,
    tx<AttemptRow[]>`
      SELECT a.id::text AS id, a.dispatch_id::text AS "dispatchId", a.number, a.at, a.duration_ms AS "durationMs", a.outcome, a.reason,
        a.rule, a.lead_revision AS "leadRevision", b.request, b.response
      FROM attempts a LEFT JOIN attempt_bodies b ON b.account_id = a.account_id AND b.attempt_id = a.id AND b.at = a.at
      WHERE a.account_id = current_account() AND a.lead_id = ${id}::bigint ORDER BY a.id`,
    tx<MoneyRow[]>`
      SELECT m.at, m.kind, m.debit, m.credit, m.amount, m.currency, m.buyer, m.supplier, m.dispatch_id::text AS dispatch, m.note
      FROM ledger m WHERE m.account_id = current_account() AND m.lead_id = ${id}::bigint ORDER BY m.id`,
    tx<RevisionRow[]>`
      SELECT r.revision, r.at, r.actor, r.reason, r.changes FROM revisions r
      WHERE r.account_id = current_account() AND r.lead_id = ${id}::bigint ORDER BY r.revision`,
    tx<{ at: Date; kind: string; actor: string; detail: Record<string, unknown> }[]>`
      SELECT e.at, e.kind, e.actor, e.detail FROM lead_events e WHERE e.account_id = current_account() AND e.lead_id = ${id}::bigint ORDER BY e.id`,
  ])
  const [row] = leads
  if (!row) return null
  const { raw, origin, decision, ...leadRow } = row
  const lead = listed(leadRow)
  const attempts = Map.groupBy(attemptRows, (attempt) => attempt.dispatchId)
  const dispatches = dispatchRows.map((dispatch) => shownDispatch(dispatch, attempts.get(dispatch.id) ?? []))
  const money = moneyRows.map((entry) => ({
    ...entry,
    at: entry.at.toISOString(),
    amount: formatMoney(BigInt(entry.amount)),
  }))
  const revisions = revisionRows.map((revision) => ({ ...revision, at: revision.at.toISOString() }))
  const events = eventRows.map((event) => ({ ...event, at: event.at.toISOString() }))
  return {
    ...lead,
    raw,
    origin,
    decision,
    dispatches,
    money,
    revisions,
    timeline: timelineOf({ lead, decision, dispatches, money, revisions, events }),
  }
}

type DispatchRow = Omit<ShownDispatch, 'price' | 'createdAt' | 'dueAt' | 'settledAt' | 'attempts'> & {
  readonly price: string | null
  readonly createdAt: Date
  readonly dueAt: Date
  readonly settledAt: Date | null
}
type AttemptRow = Omit<ShownAttempt, 'at'> & { readonly at: Date; readonly dispatchId: string }
type MoneyRow = Omit<ShownMoney, 'at'> & { readonly at: Date }
type RevisionRow = Omit<ShownRevision, 'at'> & { readonly at: Date }

function shownDispatch(row: DispatchRow, attempts: readonly AttemptRow[]): ShownDispatch {
  const waits = row.state === 'queued' || row.state === 'held'
  return {
    ...row,
    price: row.price === null ? null : formatMoney(BigInt(row.price)),
    createdAt: row.createdAt.toISOString(),
    dueAt: waits ? row.dueAt.toISOString() : null,
    settledAt: row.settledAt?.toISOString() ?? null,
    attempts: attempts.map(shownAttempt),
  }
}

function shownAttempt(row: AttemptRow): ShownAttempt {
  const { id, number, durationMs, outcome, reason, rule, leadRevision, request, response } = row
  return { id, number, at: row.at.toISOString(), durationMs, outcome, reason, rule, leadRevision, request, response }
}
