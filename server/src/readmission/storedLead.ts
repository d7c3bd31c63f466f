// A lead that came in earlier, locked, with everything that decides how it goes on: values, offers made, and whether its supplier
// was paid for it.

import type { TransactionSql } from 'postgres'

import type { DispositionCode, Failure } from '@switchyard/core/lead/disposition.ts'
import type { FieldValues } from '@switchyard/core/lead/facts.ts'
import type { ConsentState, DeliveryStatus, LeadStatus, Method, Sold } from '@switchyard/core/lead/states.ts'
import type { Decision } from '@switchyard/core/routing/decision.ts'

import { within } from '../settlement/write.ts'
import { readOffers, type MadeOffer } from './readOffers.ts'

type Values = Readonly<Record<string, unknown>>

export interface StoredLead {
  readonly id: string
  readonly receivedAt: Date
  readonly campaign: string
  readonly supplier: string | null
  readonly source: string | null
  readonly externalId: string | null
  readonly method: Method
  readonly status: LeadStatus
  readonly code: DispositionCode
  readonly reason: string | null
  readonly sold: Sold
  readonly soldReason: string | null
  readonly deliveryStatus: DeliveryStatus
  readonly revision: number
  readonly rechecks: number
  readonly test: boolean
  readonly erased: boolean
  /** It was accepted before, whatever it is now: it has its place in intake caps. */
  readonly wasRouted: boolean
  readonly consentEmail: ConsentState
  readonly consentSms: ConsentState
  readonly fields: FieldValues
  readonly raw: Values
  readonly edits: Values
  readonly failures: readonly Failure[]
  readonly decision: Decision | null
  readonly dispatches: readonly MadeOffer[]
  readonly returnedBy: ReadonlySet<string>
  /** The supplier has been paid for its acceptance. */
  readonly paid: boolean
}

export interface LeadRef {
  readonly id: string
  readonly receivedAt: Date
}

/** Locks in id order; answers in the order asked. Leads that are not there, or another account's, are missing. */
export async function lockStoredLeads(
  tx: TransactionSql,
  accountId: string,
  leads: readonly LeadRef[],
): Promise<StoredLead[]> {
  if (leads.length === 0) return []
  const wanted = JSON.stringify(leads.map(({ id, receivedAt }) => ({ id, received_at: receivedAt })))
  const bounds = within(
    tx,
    tx`l.received_at`,
    leads.map((lead) => lead.receivedAt),
  )
  // Locked first and read in a statement of its own, see lockLeads.
  await tx`
    SELECT 1 FROM json_to_recordset(${wanted}::text::json) AS r (id bigint, received_at timestamptz)
    JOIN leads l ON l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at AND ${bounds}
    ORDER BY l.id FOR UPDATE OF l`
  return readStoredLeads(tx, accountId, leads)
}

/** The same without a lock, for who only wants to know. */
export async function readStoredLeads(
  tx: TransactionSql,
  accountId: string,
  leads: readonly LeadRef[],
): Promise<StoredLead[]> {
  if (leads.length === 0) return []
  const wanted = JSON.stringify(leads.map(({ id, receivedAt }) => ({ id, received_at: receivedAt })))
  const bounds = within(
    tx,
    tx`l.received_at`,
    leads.map((lead) => lead.receivedAt),
  )
  const [rows, offers, paid] = await Promise.all([
    tx<Omit<StoredLead, 'dispatches' | 'paid'>[]>`
      SELECT l.id::text AS id, l.received_at AS "receivedAt", l.campaign, l.supplier, l.source, l.external_id AS "externalId", l.method,
        l.status, l.code, l.reason, l.sold, l.sold_reason AS "soldReason", l.delivery_status AS "deliveryStatus", l.revision,
        l.rechecks, l.test, l.erased_at IS NOT NULL AS erased, l.plan IS NOT NULL AS "wasRouted", l.consent_email AS "consentEmail",
        l.consent_sms AS "consentSms", v.fields, v.raw, v.edits, v.failures, v.decision
      FROM json_to_recordset(${wanted}::text::json) AS r (id bigint, received_at timestamptz)
      JOIN leads l ON l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at AND ${bounds}
      JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at`,
    readOffers(
      tx,
      accountId,
      leads.map((lead) => lead.id),
    ),
    tx<{ id: string }[]>`
      SELECT m.lead_id::text AS id FROM ledger m
      WHERE m.account_id = ${accountId} AND m.lead_id = ANY(${leads.map((lead) => lead.id)}::bigint[]) AND m.dispatch_id IS NULL
      GROUP BY m.lead_id
      HAVING sum(CASE 'payout' WHEN m.debit THEN m.amount WHEN m.credit THEN -m.amount ELSE 0 END) > 0`,
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const paidIds = new Set(paid.map((row) => row.id))
  return leads.flatMap(({ id }) => {
    const row = byId.get(id)
    return row ? [{ ...row, ...offers.of(id), paid: paidIds.has(id) }] : []
  })
}
