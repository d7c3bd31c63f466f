import type { TransactionSql } from 'postgres'

import type { Failure } from '@switchyard/core/lead/disposition.ts'
import type { FieldValues } from '@switchyard/core/lead/facts.ts'

import type { LeadRef } from '../readmission/storedLead.ts'
import { within } from '../settlement/write.ts'

type Values = Readonly<Record<string, unknown>>

export interface ExportedLead {
  readonly id: string
  readonly campaign: string
  readonly supplier: string | null
  readonly source: string | null
  readonly externalId: string | null
  readonly method: string
  readonly country: string | null
  readonly summary: string
  readonly receivedAt: Date
  readonly updatedAt: Date
  readonly status: string
  readonly code: string
  readonly reason: string | null
  readonly revision: number
  readonly sold: string | null
  readonly soldReason: string | null
  readonly deliveryStatus: string
  /** BIDs of those who took it. */
  readonly buyers: readonly string[]
  /** In 1/10,000 of the unit. */
  readonly revenue: string
  readonly payout: string
  readonly currency: string
  readonly consentEmail: string
  readonly consentSms: string
  readonly duplicateOf: string | null
  readonly test: boolean
  readonly fields: FieldValues
  readonly raw: Values
  readonly edits: Values
  readonly failures: readonly Failure[]
}

/** In the order of `leads`; those that are gone or erased are left out. */
export async function readExported(
  tx: TransactionSql,
  accountId: string,
  leads: readonly LeadRef[],
): Promise<readonly ExportedLead[]> {
  if (leads.length === 0) return []
  const wanted = leads.map(({ id, receivedAt }) => ({ id, received_at: receivedAt }))
  const rows = await tx<ExportedLead[]>`
    SELECT l.id::text AS id, l.campaign, l.supplier, l.source, l.external_id AS "externalId", l.method, l.country, l.summary,
      l.received_at AS "receivedAt", l.updated_at AS "updatedAt", l.status, l.code, l.reason, l.revision, l.sold,
      l.sold_reason AS "soldReason", l.delivery_status AS "deliveryStatus", l.revenue, l.payout, l.currency,
      l.consent_email AS "consentEmail", l.consent_sms AS "consentSms", l.duplicate_of::text AS "duplicateOf", l.test,
      ARRAY(SELECT DISTINCT d.buyer FROM dispatches d
        WHERE d.account_id = l.account_id AND d.lead_id = l.id AND d.state = 'accepted' AND d.buyer IS NOT NULL
          AND d.return_reason IS NULL) AS buyers,
      v.fields, v.raw, v.edits, v.failures
    FROM json_to_recordset(${JSON.stringify(wanted)}::text::json) AS r (id bigint, received_at timestamptz)
    JOIN leads l ON l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at AND l.erased_at IS NULL
      AND ${within(
        tx,
        tx`l.received_at`,
        leads.map((lead) => lead.receivedAt),
      )}
    JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at`
  const byId = new Map(rows.map((row) => [row.id, row]))
  return leads.flatMap(({ id }) => byId.get(id) ?? [])
}
