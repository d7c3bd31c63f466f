// Everything that is known about one lead, for its page.

import type { TransactionSql } from 'postgres'

import type { AttemptOutcome } from '@switchyard/core/lead/states.ts'
import { formatMoney } from '@switchyard/core/money/money.ts'
import type { Decision } from '@switchyard/core/routing/decision.ts'

import { consentHistory, readConsentChanges } from '../consent/history.ts'
import { isParked } from '../jobs/parked.ts'
import type { Origin } from '../intake/incoming.ts'
import { leadColumns, listed, type LeadRow } from './list.ts'
import type { ShownAttempt, ShownDispatch, ShownLead, ShownMoney, ShownRevision } from './shown.ts'
import { timelineOf } from './timeline.ts'

export async function showLead(tx: TransactionSql, id: string): Promise<ShownLead | null> {
  const [leads, dispatchRows, attemptRows, moneyRows, revisionRows, eventRows, consentChanges] = await Promise.all([
    tx<(LeadRow & { raw: ShownLead['raw']; origin: Origin; decision: Decision | null; keptAt: Date | null })[]>`
      SELECT ${leadColumns(tx)}, v.raw, v.origin, v.decision, l.kept_at AS "keptAt"
      FROM leads l JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
      WHERE l.account_id = current_account() AND l.id = ${id}::bigint`,
    tx<DispatchRow[]>`
      SELECT d.id::text AS id, d.delivery, d.buyer, d.state, d.reason, d.price, d.reference, d.tries, d.created_at AS "createdAt",
        d.due_at AS "dueAt", d.settled_at AS "settledAt", d.returned_at AS "returnedAt", d.return_reason AS "returnReason",
        d.job_id::text AS "jobId", d.over_cap AS "overCap", d.skip_rules AS "skipRules"
      FROM dispatches d WHERE d.account_id = current_account() AND d.lead_id = ${id}::bigint ORDER BY d.created_at, d.id`,
    tx<AttemptRow[]>`
      SELECT a.id::text AS id, a.dispatch_id::text AS "dispatchId", a.number, a.at, a.duration_ms AS "durationMs", a.outcome, a.reason,
        a.rule, a.lead_revision AS "leadRevision", a.late_outcome AS "lateOutcome", a.late_reason AS "lateReason", a.late_at AS "lateAt",
        b.request, b.response
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
    readConsentChanges(tx, id),
  ])
  const [row] = leads
  if (!row) return null
  const { raw, origin, decision, keptAt, ...leadRow } = row
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
    consentHistory: consentHistory(lead, origin.consent, consentChanges),
    keptAt: keptAt?.toISOString() ?? null,
    timeline: timelineOf({ lead, decision, dispatches, money, revisions, events }),
  }
}

type DispatchRow = Omit<ShownDispatch, 'price' | 'createdAt' | 'dueAt' | 'settledAt' | 'returnedAt' | 'attempts'> & {
  readonly price: string | null
  readonly createdAt: Date
  readonly dueAt: Date
  readonly settledAt: Date | null
  readonly returnedAt: Date | null
}
type AttemptRow = Omit<ShownAttempt, 'at' | 'late'> & {
  readonly at: Date
  readonly dispatchId: string
  readonly lateOutcome: AttemptOutcome | null
  readonly lateReason: string | null
  readonly lateAt: Date | null
}
type MoneyRow = Omit<ShownMoney, 'at'> & { readonly at: Date }
type RevisionRow = Omit<ShownRevision, 'at'> & { readonly at: Date }

function shownDispatch(row: DispatchRow, attempts: readonly AttemptRow[]): ShownDispatch {
  const waits = row.state === 'queued' || row.state === 'held'
  return {
    ...row,
    price: row.price === null ? null : formatMoney(BigInt(row.price)),
    createdAt: row.createdAt.toISOString(),
    dueAt: waits && !isParked(row.dueAt) ? row.dueAt.toISOString() : null,
    settledAt: row.settledAt?.toISOString() ?? null,
    returnedAt: row.returnedAt?.toISOString() ?? null,
    attempts: attempts.map(shownAttempt),
  }
}

function shownAttempt(row: AttemptRow): ShownAttempt {
  const { dispatchId: _, at, lateOutcome, lateReason, lateAt, ...attempt } = row
  const late = lateOutcome && lateAt ? { outcome: lateOutcome, reason: lateReason, at: lateAt.toISOString() } : null
  return { ...attempt, at: at.toISOString(), late }
}
