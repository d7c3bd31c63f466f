// Writes a batch of leads: the narrow row, the data row and the dispatches, one statement each.

import type { TransactionSql } from 'postgres'

import type { ConsentState } from '@switchyard/core/lead/states.ts'

import type { Write } from '../db/together.ts'
import { dispositionOf, statusOf, type Candidate } from './candidate.ts'

export function insertLeads(
  tx: TransactionSql,
  candidates: readonly Candidate[],
  payoutOf: (candidate: Candidate) => bigint,
): Write {
  if (candidates.length === 0) return null
  const rows = candidates.map((c) => {
    const disposition = dispositionOf(c)
    return {
      account_id: c.incoming.accountId,
      id: c.id,
      received_at: c.incoming.receivedAt,
      campaign: c.campaign.reference,
      supplier: c.incoming.supplier,
      source: c.incoming.source,
      external_id: c.incoming.externalId,
      method: c.incoming.method,
      country: c.screened.facts.country,
      summary: c.screened.summary,
      email: c.screened.email,
      phone: c.screened.phone,
      name: c.screened.name,
      status: statusOf(c),
      code: disposition.code,
      reason: disposition.reason,
      sold: c.sold,
      sold_reason: c.soldReason,
      delivery_status: c.deliveryStatus,
      payout: payoutOf(c).toString(),
      currency: c.campaign.doc.currency,
      consent_email: c.screened.facts.consent.email satisfies ConsentState,
      consent_sms: c.screened.facts.consent.sms satisfies ConsentState,
      duplicate_of: c.duplicateOf,
      plan: c.decision?.plan ?? null,
      test: c.incoming.test,
    }
  })
  return tx`
    INSERT INTO leads (account_id, id, received_at, updated_at, campaign, supplier, source, external_id, method, country, summary,
      email, phone, name, status, code, reason, sold, sold_reason, delivery_status, payout, currency, consent_email,
      consent_sms, duplicate_of, plan, test)
    SELECT r.account_id, r.id, r.received_at, r.received_at, r.campaign, r.supplier, r.source, r.external_id, r.method, r.country,
      r.summary, r.email, r.phone, r.name, r.status, r.code, r.reason, r.sold, r.sold_reason, r.delivery_status, r.payout,
      r.currency, r.consent_email, r.consent_sms, r.duplicate_of, r.plan, r.test
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, id bigint, received_at timestamptz, campaign text, supplier text, source text, external_id text,
        method text, country text, summary text, email text, phone text, name text, status text, code text, reason text,
        sold text, sold_reason text, delivery_status text, payout bigint, currency text, consent_email text,
        consent_sms text, duplicate_of bigint, plan jsonb, test boolean)`
}

export function insertLeadData(tx: TransactionSql, candidates: readonly Candidate[]): Write {
  if (candidates.length === 0) return null
  const rows = candidates.map((c) => ({
    account_id: c.incoming.accountId,
    lead_id: c.id,
    received_at: c.incoming.receivedAt,
    fields: c.screened.facts.values,
    raw: c.screened.facts.raw,
    failures: dispositionOf(c).failures,
    decision: c.decision,
    origin: c.incoming.origin,
  }))
  return tx`
    INSERT INTO lead_data (account_id, lead_id, received_at, fields, raw, failures, decision, origin)
    SELECT r.account_id, r.lead_id, r.received_at, r.fields, r.raw, r.failures, r.decision, r.origin
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      AS r (account_id bigint, lead_id bigint, received_at timestamptz, fields jsonb, raw jsonb, failures jsonb, decision jsonb,
        origin jsonb)`
}
