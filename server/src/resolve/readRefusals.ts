// What leads were refused for, read one refusal after the other: those of one lead stand together.

import type { TransactionSql } from 'postgres'

import type { Refusal, RefusalAbout } from '@switchyard/core/causes/refusal.ts'
import type { DispositionCode } from '@switchyard/core/lead/disposition.ts'

export interface RefusalFilter {
  readonly campaign?: readonly string[] | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
}

const pageSize = 2000

/** Runs in the account's own transaction. */
export async function eachRefusal(
  tx: TransactionSql,
  filter: RefusalFilter,
  kinds: readonly RefusalAbout['kind'][],
  see: (refusal: Refusal) => void,
): Promise<void> {
  if (kinds.includes('check')) await eachFailure(tx, filter, see)
  if (kinds.includes('destination')) await eachAnswer(tx, filter, see)
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
async function eachFailure(tx: TransactionSql, filter: RefusalFilter, see: (refusal: Refusal) => void): Promise<void> {
  const rows = tx<FailureRow[]>`
    SELECT l.id::text AS "leadId", l.received_at AS "receivedAt", l.supplier, l.campaign, l.kept_at IS NOT NULL AS kept,
      coalesce(f.code, l.code) AS code, f.field, f.value, f.rule, f.list, coalesce(f.message, l.reason) AS message, f.suggestions
    FROM leads l
    JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
    LEFT JOIN LATERAL jsonb_to_recordset(v.failures)
      AS f (code text, field text, value text, rule text, list text, message text, suggestions jsonb) ON true
    WHERE ${refused(tx, filter)} AND l.status = 'rejected' AND l.code NOT IN ('REJECT_LEAD_DESTINATION', 'REJECT_LEAD_RETURNED')`
  for await (const page of rows.cursor(pageSize)) {
    for (const { code, field, value, rule, list, message, suggestions, campaign, ...lead } of page) {
      const told = { code, field, value, rule, list, message: message ?? code, suggestions: suggestions ?? [] }
      see({ ...lead, about: { kind: 'check', campaign, ...told } })
    }
  }
}

interface AnswerRow extends LeadPart {
  readonly delivery: string
  readonly answer: string | null
}

/** Each delivery's newest dispatch, of leads that nobody bought: a refusal after which another buyer took the lead is no work. */
async function eachAnswer(tx: TransactionSql, filter: RefusalFilter, see: (refusal: Refusal) => void): Promise<void> {
  const rows = tx<AnswerRow[]>`
    SELECT l.id::text AS "leadId", l.received_at AS "receivedAt", l.supplier, l.campaign, l.kept_at IS NOT NULL AS kept,
      n.delivery, n.reason AS answer
    FROM (
      SELECT DISTINCT d.lead_id, d.lead_received_at FROM dispatches d
      WHERE d.account_id = current_account() AND d.state IN ('rejected', 'failed')
    ) r
    JOIN leads l ON l.account_id = current_account() AND l.id = r.lead_id AND l.received_at = r.lead_received_at
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (d.delivery) d.id, d.delivery, d.state, d.reason FROM dispatches d
      WHERE d.account_id = l.account_id AND d.lead_id = l.id ORDER BY d.delivery, d.created_at DESC, d.id DESC
    ) n
    WHERE ${refused(tx, filter)} AND (l.sold IS NULL OR l.sold = 'unsold')
      AND (l.status = 'accepted' OR l.code = 'REJECT_LEAD_DESTINATION')
      AND (n.state = 'rejected' OR (n.state = 'failed' AND (
        -- A destination that was down refused nothing.
        SELECT a.outcome FROM attempts a WHERE a.account_id = l.account_id AND a.lead_id = l.id AND a.dispatch_id = n.id
        ORDER BY a.id DESC LIMIT 1) IN ('permanent', 'unrecognised')))`
  for await (const page of rows.cursor(pageSize)) {
    for (const { delivery, answer, campaign, ...lead } of page) {
      see({ ...lead, about: { kind: 'destination', campaign, delivery, answer } })
    }
  }
}

function refused(tx: TransactionSql, { campaign, from, to }: RefusalFilter) {
  const among = campaign && campaign.length > 0 ? tx`l.campaign = ANY(${[...campaign]}::text[])` : tx`true`
  const since = from ? tx`l.received_at >= ${from}` : tx`true`
  const until = to ? tx`l.received_at < ${to}` : tx`true`
  return tx`l.account_id = current_account() AND l.erased_at IS NULL AND ${among} AND ${since} AND ${until}`
}
