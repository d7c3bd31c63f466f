// What leads stand refused for today, read from the leads themselves.

import type { PendingQuery, Row, TransactionSql } from 'postgres'

import type { Refusal } from '@switchyard/core/causes/refusal.ts'
import type { DispositionCode } from '@switchyard/core/lead/disposition.ts'

import { within } from '../settlement/write.ts'

export interface RefusedLead {
  readonly id: string
  readonly receivedAt: Date
}

type Fragment = PendingQuery<Row[]>

/** Refusals of one lead stand together. Leads that nothing refuses any more, or that are gone, have none. */
export async function readRefusals(
  tx: TransactionSql,
  account: Fragment,
  leads: readonly RefusedLead[],
): Promise<readonly Refusal[]> {
  if (leads.length === 0) return []
  return [...(await readFailures(tx, account, leads)), ...(await readAnswers(tx, account, leads))]
}

interface LeadPart {
  readonly leadId: string
  readonly receivedAt: Date
  readonly supplier: string | null
  readonly campaign: string
  readonly kept: boolean
}

interface FailureRow extends LeadPart {
  readonly code: DispositionCode
  readonly field: string | null
  readonly value: string | null
  readonly rule: string | null
  readonly list: string | null
  readonly message: string | null
  readonly suggestions: readonly string[] | null
}

/** Leads that buyers refused or gave back are told of by their dispatches. */
async function readFailures(
  tx: TransactionSql,
  account: Fragment,
  leads: readonly RefusedLead[],
): Promise<readonly Refusal[]> {
  const rows = await tx<FailureRow[]>`
    SELECT l.id::text AS "leadId", l.received_at AS "receivedAt", l.supplier, l.campaign, l.kept_at IS NOT NULL AS kept,
      coalesce(f.code, l.code) AS code, f.field, f.value, f.rule, f.list, coalesce(f.message, l.reason) AS message, f.suggestions
    FROM leads l
    JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
    LEFT JOIN LATERAL jsonb_to_recordset(v.failures)
      AS f (code text, field text, value text, rule text, list text, message text, suggestions jsonb) ON true
    WHERE ${among(tx, account, leads)} AND l.status = 'rejected'
      AND l.code NOT IN ('REJECT_LEAD_DESTINATION', 'REJECT_LEAD_RETURNED')`
  return rows.map(({ code, field, value, rule, list, message, suggestions, campaign, ...lead }) => {
    const told = { code, field, value, rule, list, message: message ?? code, suggestions: suggestions ?? [] }
    return { ...lead, about: { kind: 'check', campaign, ...told } }
  })
}

interface AnswerRow extends LeadPart {
  readonly delivery: string
  readonly answer: string | null
}

/** Each delivery's newest dispatch, of leads that nobody bought: a refusal after which another buyer took the lead is no work. */
async function readAnswers(
  tx: TransactionSql,
  account: Fragment,
  leads: readonly RefusedLead[],
): Promise<readonly Refusal[]> {
  const rows = await tx<AnswerRow[]>`
    SELECT l.id::text AS "leadId", l.received_at AS "receivedAt", l.supplier, l.campaign, l.kept_at IS NOT NULL AS kept,
      n.delivery, n.reason AS answer
    FROM leads l
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (d.delivery) d.id, d.delivery, d.state, d.reason FROM dispatches d
      WHERE d.account_id = l.account_id AND d.lead_id = l.id ORDER BY d.delivery, d.created_at DESC, d.id DESC
    ) n
    WHERE ${among(tx, account, leads)} AND (l.sold IS NULL OR l.sold = 'unsold')
      AND (l.status = 'accepted' OR l.code = 'REJECT_LEAD_DESTINATION')
      AND (n.state = 'rejected' OR (n.state = 'failed' AND (
        -- A destination that was down refused nothing.
        SELECT a.outcome FROM attempts a WHERE a.account_id = l.account_id AND a.lead_id = l.id AND a.dispatch_id = n.id
        ORDER BY a.id DESC LIMIT 1) IN ('permanent', 'unrecognised')))`
  return rows.map(({ delivery, answer, campaign, ...lead }) => ({
    ...lead,
    about: { kind: 'destination', campaign, delivery, answer },
  }))
}

function among(tx: TransactionSql, account: Fragment, leads: readonly RefusedLead[]) {
  const times = leads.map(({ receivedAt }) => receivedAt)
  return tx`l.account_id = ${account} AND l.id = ANY(${leads.map(({ id }) => id)}::bigint[])
    AND ${within(tx, tx`l.received_at`, times)} AND l.erased_at IS NULL`
}
