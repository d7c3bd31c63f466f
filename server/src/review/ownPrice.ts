// What a lead is sold for when a person says that the buyer has it, and names no price: what the delivery would have charged.

import type { TransactionSql } from 'postgres'

import type { FieldValues, LeadFacts } from '@switchyard/core/lead/facts.ts'
import type { ConsentState, Method } from '@switchyard/core/lead/states.ts'
import { priceOf } from '@switchyard/core/money/price.ts'

import type { AccountSetup } from '../setup/compile.ts'

interface PricedLead {
  readonly leadId: string
  readonly receivedAt: Date
  readonly campaign: string
  readonly delivery: string
}

/** In 1/10,000 by lead and delivery ("10423 acme"); null where the delivery has no price for the lead. */
export async function ownPrices(
  tx: TransactionSql,
  setup: AccountSetup,
  leads: readonly PricedLead[],
): Promise<ReadonlyMap<string, bigint | null>> {
  const facts = await readFacts(tx, setup, leads)
  return new Map(
    leads.map(({ leadId, delivery: key }) => {
      const delivery = setup.deliveries.get(key)
      const own = facts.get(leadId)
      const price = delivery && own ? priceOf(delivery.doc.price, null, own, delivery.priceRules) : null
      return [`${leadId} ${key}`, price]
    }),
  )
}

interface FactsRow {
  readonly id: string
  readonly receivedAt: Date
  readonly campaign: string
  readonly supplier: string | null
  readonly source: string | null
  readonly method: Method
  readonly test: boolean
  readonly country: string | null
  readonly consentEmail: ConsentState
  readonly consentSms: ConsentState
  readonly fields: FieldValues
  readonly raw: Readonly<Record<string, unknown>>
}

async function readFacts(
  tx: TransactionSql,
  setup: AccountSetup,
  leads: readonly PricedLead[],
): Promise<ReadonlyMap<string, LeadFacts>> {
  const rows = JSON.stringify(leads.map(({ leadId, receivedAt }) => ({ id: leadId, received_at: receivedAt })))
  const found = await tx<FactsRow[]>`
    SELECT DISTINCT ON (l.id) l.id::text AS id, l.received_at AS "receivedAt", l.campaign, l.supplier, l.source, l.method, l.test,
      l.country, l.consent_email AS "consentEmail", l.consent_sms AS "consentSms", v.fields, v.raw
    FROM json_to_recordset(${rows}::text::json) AS r (id bigint, received_at timestamptz)
    JOIN leads l ON l.account_id = ${setup.accountId} AND l.id = r.id AND l.received_at = r.received_at
    JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at`
  return new Map(
    found.map(({ fields, raw, consentEmail, consentSms, ...lead }): [string, LeadFacts] => [
      lead.id,
      {
        ...lead,
        timezone: setup.campaigns.get(lead.campaign)?.doc.timezone ?? 'UTC',
        values: fields,
        raw,
        invalid: [],
        consent: { email: consentEmail, sms: consentSms },
      },
    ]),
  )
}
