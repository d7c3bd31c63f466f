// Everything that is known about one lead, for its page.

import type { TransactionSql } from 'postgres'

import { formatMoney } from '@switchyard/core/money/money.ts'
import type { Decision } from '@switchyard/core/routing/decision.ts'

import type { Origin } from '../intake/incoming.ts'
import { leadColumns, listed, type LeadRow } from './list.ts'
import type { ShownAttempt, ShownDispatch, ShownLead, ShownMoney, ShownRevision } from './shown.ts'
import { timelineOf } from './timeline.ts'

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
