// Leads' values as rules see them, by the clock of now: ages are today's.

import type { TransactionSql } from 'postgres'

import type { FieldValues, LeadFacts } from '@switchyard/core/lead/facts.ts'
import type { ConsentState, Method } from '@switchyard/core/lead/states.ts'

import { databaseNow } from '../../db/clock.ts'
import type { AccountSetup } from '../../setup/compile.ts'
import type { JobLead } from '../action.ts'

interface FactsRow {
  readonly id: string
  readonly source: string | null
  readonly method: Method
  readonly country: string | null
  readonly consentEmail: ConsentState
  readonly consentSms: ConsentState
  readonly fields: FieldValues
  readonly raw: Readonly<Record<string, unknown>>
}

/** By lead id. */
export async function readFacts(
  tx: TransactionSql,
  setup: AccountSetup,
  leads: readonly JobLead[],
): Promise<ReadonlyMap<string, LeadFacts>> {
  if (leads.length === 0) return new Map()
  const times = leads.map(({ receivedAt }) => receivedAt.getTime())
  const wanted = JSON.stringify(leads.map(({ id, receivedAt }) => ({ id, received_at: receivedAt })))
  const rows = await tx<FactsRow[]>`
    SELECT l.id::text AS id, l.source, l.method, l.country, l.consent_email AS "consentEmail", l.consent_sms AS "consentSms",
      v.fields, v.raw
    FROM json_to_recordset(${wanted}::text::json) AS r (id bigint, received_at timestamptz)
    JOIN leads l ON l.account_id = ${setup.accountId} AND l.id = r.id AND l.received_at = r.received_at
      AND l.received_at BETWEEN ${new Date(Math.min(...times))} AND ${new Date(Math.max(...times))}
    JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at`
  const byId = new Map(rows.map((row) => [row.id, row]))
  const checkedAt = databaseNow()
  return new Map(
    leads.flatMap((lead) => {
      const row = byId.get(lead.id)
      return row ? [[lead.id, factsOf(setup, lead, row, checkedAt)] as const] : []
    }),
  )
}

function factsOf(setup: AccountSetup, lead: JobLead, row: FactsRow, checkedAt: Date): LeadFacts {
  const { id, campaign, supplier, test, receivedAt } = lead
  return {
    id,
    campaign,
    supplier,
    source: row.source,
    method: row.method,
    test,
    receivedAt,
    checkedAt,
    timezone: setup.campaigns.get(campaign)?.doc.timezone ?? 'UTC',
    country: row.country,
    values: row.fields,
    raw: row.raw,
    invalid: [],
    consent: { email: row.consentEmail, sms: row.consentSms },
  }
}
