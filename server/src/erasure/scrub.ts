// Takes out of every table what leads have said: values, received and edited; requests and answers; reasons that quote them. Status,
// sale, amounts and times stay.

import type { TransactionSql } from 'postgres'

import type { LeadRef } from '../readmission/storedLead.ts'
import { within } from '../settlement/write.ts'
import { erasedSummary } from './erasedWords.ts'
import { scrubAnswers } from './scrubAnswers.ts'

export async function scrub(tx: TransactionSql, accountId: string, leads: readonly LeadRef[]): Promise<void> {
  const ids = leads.map((lead) => lead.id)
  const received = leads.map((lead) => lead.receivedAt)
  const origin = { ip: null, userAgent: null, callbackUrl: null, requestId: null, consent: {} }
  await Promise.all([
    tx`
      UPDATE leads l
      SET summary = ${erasedSummary}, email = NULL, phone = NULL, name = NULL, external_id = NULL, reason = NULL,
        sold_reason = NULL, redirect_url = NULL, plan = NULL
      WHERE l.account_id = ${accountId} AND l.id = ANY(${ids}::bigint[]) AND ${within(tx, tx`l.received_at`, received)}`,
    // The mark of a demo lead stays: by it the demo is found when it is removed.
    tx`
      UPDATE lead_data v
      SET fields = '{}', raw = '{}', edits = '{}', failures = '[]', decision = NULL,
        origin = ${JSON.stringify(origin)}::text::jsonb
          || CASE WHEN v.origin ? 'demo' THEN jsonb_build_object('demo', v.origin -> 'demo') ELSE '{}' END
      WHERE v.account_id = ${accountId} AND v.lead_id = ANY(${ids}::bigint[]) AND ${within(tx, tx`v.received_at`, received)}`,
    tx`
      UPDATE lead_events e SET detail = '{}'
      WHERE e.account_id = ${accountId} AND e.lead_id = ANY(${ids}::bigint[]) AND e.kind <> 'erased'`,
    tx`
      UPDATE revisions r SET reason = '', changes = '{}'
      WHERE r.account_id = ${accountId} AND r.lead_id = ANY(${ids}::bigint[])`,
    // Why one was cancelled are words of ours. The buyer's reference may be anything, an address too.
    tx`
      UPDATE dispatches d SET reason = CASE WHEN d.state = 'cancelled' THEN d.reason END, reference = NULL,
        return_reason = CASE WHEN d.return_reason IS NOT NULL THEN '' END
      WHERE d.account_id = ${accountId} AND d.lead_id = ANY(${ids}::bigint[])`,
    tx`
      DELETE FROM attempt_bodies b USING attempts a
      WHERE a.account_id = ${accountId} AND a.lead_id = ANY(${ids}::bigint[])
        AND b.account_id = a.account_id AND b.attempt_id = a.id AND b.at = a.at`,
    tx`
      UPDATE attempts a SET reason = NULL, late_reason = NULL
      WHERE a.account_id = ${accountId} AND a.lead_id = ANY(${ids}::bigint[])`,
    tx`
      UPDATE consent_changes c SET evidence = NULL
      WHERE c.account_id = ${accountId} AND c.lead_id = ANY(${ids}::bigint[])`,
    tx`
      UPDATE feedback_in f SET reason = NULL
      WHERE f.account_id = ${accountId} AND f.lead_id = ANY(${ids}::bigint[]) AND f.reason IS NOT NULL`,
    tx`DELETE FROM draft_rows r WHERE r.account_id = ${accountId} AND r.lead_id = ANY(${ids}::bigint[])`,
    tx`
      UPDATE job_items i SET reason = NULL, before = NULL
      WHERE i.account_id = ${accountId} AND i.lead_id = ANY(${ids}::bigint[])
        AND (i.reason IS NOT NULL OR i.before IS NOT NULL)`,
  ])
  await scrubAnswers(tx, accountId, leads)
}
