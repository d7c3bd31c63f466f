// Editing a lead: the new values are checked like received ones, stored with old and new value, who and why, and used by every
// request that is rendered from now on.

import type { TransactionSql } from 'postgres'

import type { Failure } from '@switchyard/core/lead/disposition.ts'
import type { ConsentState, Method } from '@switchyard/core/lead/states.ts'

import type { AccountSetup } from '../setup/compile.ts'

export type Edited =
  | { readonly kind: 'edited'; readonly revision: number }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'stale'; readonly revision: number }
  | { readonly kind: 'unknownFields'; readonly fields: readonly string[] }
  | { readonly kind: 'failures'; readonly failures: readonly Failure[] }

export interface Edit {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly reason: string
  /** The revision the editor saw. */
  readonly revision: number
  readonly actor: string
}

export async function editLead(tx: TransactionSql, setup: AccountSetup, edit: Edit): Promise<Edited> {
  // Locked first and read in a statement of its own, see lockLeads.
  await tx`SELECT 1 FROM leads l WHERE l.account_id = current_account() AND l.id = ${edit.id}::bigint FOR UPDATE`
  const [lead] = await tx<LeadToEdit[]>`
    SELECT l.received_at AS "receivedAt", l.revision, l.campaign, l.supplier, l.source, l.method, l.test, l.consent_email AS "consentEmail",
      l.consent_sms AS "consentSms", v.fields, v.raw, v.edits
    FROM leads l JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
    WHERE l.account_id = current_account() AND l.id = ${edit.id}::bigint`
  if (!lead) return { kind: 'missing' }
  if (lead.revision !== edit.revision) return { kind: 'stale', revision: lead.revision }
  const campaign = setup.campaigns.get(lead.campaign)
  const known = new Set(campaign?.doc.fields.map((field) => field.key))
  const unknown = Object.keys(edit.fields).filter((key) => !known.has(key))
  if (!campaign || unknown.length > 0) return { kind: 'unknownFields', fields: unknown }

  const edits = { ...lead.edits, ...edit.fields }
  const screened = campaign.screening.screen({
    id: edit.id,
    supplier: lead.supplier,
    source: lead.source,
    method: lead.method,
    test: lead.test,
    receivedAt: lead.receivedAt,
    raw: { ...lead.raw, ...edits },
    consent: { email: lead.consentEmail, sms: lead.consentSms },
    waive: new Set(['filters', 'dedupe', 'caps']),
  })
  // Other fields may still be wrong: a rejected lead is mended one field at a time.
  const failures = screened.failures.filter((failure) => failure.field !== null && failure.field in edit.fields)
  if (failures.length > 0) return { kind: 'failures', failures }

  const values = screened.facts.values
  const changes = Object.fromEntries(
    [...new Set([...Object.keys(lead.fields), ...Object.keys(values)])]
      .filter((key) => JSON.stringify(lead.fields[key]) !== JSON.stringify(values[key]))
      .map((key) => [key, { from: lead.fields[key] ?? null, to: values[key] ?? null }]),
  )
  if (Object.keys(changes).length === 0) return { kind: 'unchanged' }
  const revision = lead.revision + 1
  await Promise.all([
    tx`
      UPDATE leads SET revision = ${revision}, updated_at = now(), summary = ${screened.summary}, email = ${screened.email},
        phone = ${screened.phone}, name = ${screened.name}, country = ${screened.facts.country}
      WHERE account_id = current_account() AND id = ${edit.id}::bigint AND received_at = ${lead.receivedAt}`,
    tx`
      UPDATE lead_data SET fields = ${JSON.stringify(values)}::text::jsonb, edits = ${JSON.stringify(edits)}::text::jsonb
      WHERE account_id = current_account() AND lead_id = ${edit.id}::bigint AND received_at = ${lead.receivedAt}`,
    tx`
      INSERT INTO revisions (account_id, lead_id, revision, actor, reason, changes)
      VALUES (current_account(), ${edit.id}::bigint, ${revision}, ${edit.actor}, ${edit.reason}, ${JSON.stringify(changes)}::text::jsonb)`,
  ])
  return { kind: 'edited', revision }
}

interface LeadToEdit {
  readonly receivedAt: Date
  readonly revision: number
  readonly campaign: string
  readonly supplier: string | null
  readonly source: string | null
  readonly method: Method
  readonly test: boolean
  readonly consentEmail: ConsentState
  readonly consentSms: ConsentState
  readonly fields: Readonly<Record<string, unknown>>
  readonly raw: Readonly<Record<string, unknown>>
  readonly edits: Readonly<Record<string, unknown>>
}
