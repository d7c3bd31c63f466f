// A person has looked at leads in quarantine and refuses them.

import type { TransactionSql } from 'postgres'

import { rejectedFor, type Failure } from '@switchyard/core/lead/disposition.ts'

import { insertEvents } from '../leads/insertEvents.ts'
import { within } from '../settlement/write.ts'
import { mayEndAs } from './moves.ts'
import { lockStoredLeads, type LeadRef } from './storedLead.ts'

/** Answers the ids of those that were refused; the others are not in quarantine any more. */
export async function refuseQuarantined(
  tx: TransactionSql,
  refusal: {
    readonly accountId: string
    readonly leads: readonly LeadRef[]
    readonly actor: string
    readonly reason: string | null
  },
): Promise<ReadonlySet<string>> {
  const { accountId, actor, reason } = refusal
  const stored = await lockStoredLeads(tx, accountId, refusal.leads)
  const held = stored.filter(
    ({ status, erased }) => status === 'quarantined' && !erased && mayEndAs(status, 'rejected'),
  )
  if (held.length === 0) return new Set()
  const rows = held.map((lead) => {
    const { code, reason: words, failures } = rejectedFor([reviewFailure(lead.reason, reason)])
    return { id: lead.id, received_at: lead.receivedAt, code, reason: words, failures }
  })
  const received = rows.map((row) => row.received_at)
  const json = JSON.stringify(rows)
  await Promise.all([
    tx`
      UPDATE leads l SET status = 'rejected', code = r.code, reason = r.reason, updated_at = now()
      FROM json_to_recordset(${json}::text::json) AS r (id bigint, received_at timestamptz, code text, reason text)
      WHERE l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at AND l.status = 'quarantined'
        AND ${within(tx, tx`l.received_at`, received)}`,
    tx`
      UPDATE lead_data v SET failures = r.failures
      FROM jsonb_to_recordset(${json}::text::jsonb) AS r (id bigint, received_at timestamptz, failures jsonb)
      WHERE v.account_id = ${accountId} AND v.lead_id = r.id AND v.received_at = r.received_at
        AND ${within(tx, tx`v.received_at`, received)}`,
    insertEvents(
      tx,
      accountId,
      held.map((lead) => ({
        leadId: lead.id,
        kind: 'released',
        actor,
        detail: {
          text: `Refused in review${reason === null ? '' : `. Reason: ${reason}`}`,
          reason,
          before: { status: lead.status, code: lead.code, reason: lead.reason },
          after: { status: 'rejected', code: 'REJECT_LEAD_REVIEW' },
        },
      })),
    ),
  ])
  return new Set(held.map((lead) => lead.id))
}

function reviewFailure(heldFor: string | null, reason: string | null): Failure {
  const held = heldFor === null ? '' : ` (it was held for: ${heldFor})`
  return {
    code: 'REJECT_LEAD_REVIEW',
    field: null,
    value: null,
    rule: 'review',
    list: null,
    message: `Refused in review${reason === null ? '' : `: ${reason}`}${held}`,
    suggestions: [],
  }
}
