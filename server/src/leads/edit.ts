// Editing leads: the new values are checked like received ones, stored with old and new value, who and why, and used by every
// request that is rendered from now on.

import type { TransactionSql } from 'postgres'

import type { Failure } from '@switchyard/core/lead/disposition.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { planEdit, type LeadToEdit, type PlannedEdit } from './planEdit.ts'

export type Edited =
  | { readonly kind: 'edited'; readonly revision: number; readonly before: EditBefore }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'erased' }
  | { readonly kind: 'stale'; readonly revision: number }
  | { readonly kind: 'unknownFields'; readonly fields: readonly string[] }
  | { readonly kind: 'failures'; readonly failures: readonly Failure[] }

/** What an edit has put something else in place of. */
export interface EditBefore {
  /** The revision that the edit made: while it is the newest, nobody has edited the lead since. */
  readonly revision: number
  /** What people had put in place of received values before, of the fields that were edited. */
  readonly edits: Readonly<Record<string, unknown>>
  /** Those of the fields that stood as received. */
  readonly asReceived: readonly string[]
}

export interface Edit {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly reason: string
  /** The revision the editor saw; null where the newest is meant, whatever it is. */
  readonly revision: number | null
  readonly actor: string
  /** Fields that stand as received again: the edit takes another one back, see `planEdit`. */
  readonly asReceived?: readonly string[]
}

/** One answer per edit, in order. Edits of one call are of different leads. */
export async function editLeads(tx: TransactionSql, setup: AccountSetup, edits: readonly Edit[]): Promise<Edited[]> {
  const { accountId } = setup
  const leads = await lockLeadsToEdit(
    tx,
    accountId,
    edits.map((edit) => edit.id),
  )
  const planned = edits.map((edit) => ({ edit, lead: leads.get(edit.id), plan: planOrRefuse(setup, leads, edit) }))
  await writeEdits(
    tx,
    accountId,
    planned.flatMap(({ edit, lead, plan }) => (lead && plan.kind === 'edited' ? [{ edit, lead, plan }] : [])),
  )
  return planned.map(({ edit, lead, plan }) => {
    if (plan.kind !== 'edited') return plan
    const { revision } = plan
    return { kind: 'edited', revision, before: beforeOf(lead?.edits ?? {}, Object.keys(edit.fields), revision) }
  })
}

function beforeOf(edits: LeadToEdit['edits'], keys: readonly string[], revision: number): EditBefore {
  const edited = keys.filter((key) => Object.hasOwn(edits, key))
  return {
    revision,
    edits: Object.fromEntries(edited.map((key) => [key, edits[key]])),
    asReceived: keys.filter((key) => !edited.includes(key)),
  }
}

type Refused = Extract<Edited, { kind: 'missing' | 'erased' | 'stale' }>

function planOrRefuse(setup: AccountSetup, leads: ReadonlyMap<string, LeadToEdit>, edit: Edit): PlannedEdit | Refused {
  const lead = leads.get(edit.id)
  if (!lead) return { kind: 'missing' }
  if (lead.erased) return { kind: 'erased' }
  if (edit.revision !== null && lead.revision !== edit.revision) return { kind: 'stale', revision: lead.revision }
  return planEdit(lead, setup.campaigns.get(lead.campaign), edit.fields, edit.asReceived)
}

async function lockLeadsToEdit(
  tx: TransactionSql,
  accountId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LeadToEdit>> {
  const wanted = [...ids]
  // Locked first and read in a statement of its own, see lockLeads.
  await tx`
    SELECT 1 FROM leads l WHERE l.account_id = ${accountId} AND l.id = ANY(${wanted}::bigint[]) ORDER BY l.id FOR UPDATE`
  const rows = await tx<LeadToEdit[]>`
    SELECT l.id::text AS id, l.received_at AS "receivedAt", l.revision, l.campaign, l.supplier, l.source, l.method, l.test,
      l.erased_at IS NOT NULL AS erased, l.consent_email AS "consentEmail", l.consent_sms AS "consentSms", v.fields, v.raw, v.edits
    FROM leads l JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
    WHERE l.account_id = ${accountId} AND l.id = ANY(${wanted}::bigint[])`
  return new Map(rows.map((row) => [row.id, row]))
}

interface Writing {
  readonly edit: Edit
  readonly lead: LeadToEdit
  readonly plan: Extract<PlannedEdit, { kind: 'edited' }>
}

async function writeEdits(tx: TransactionSql, accountId: string, writing: readonly Writing[]): Promise<void> {
  if (writing.length === 0) return
  const rows = writing.map(({ edit, lead, plan: { revision, screened, edits, changes } }) => ({
    id: lead.id,
    received_at: lead.receivedAt,
    revision,
    summary: screened.summary,
    email: screened.email,
    phone: screened.phone,
    name: screened.name,
    country: screened.facts.country,
    fields: screened.facts.values,
    edits,
    changes,
    actor: edit.actor,
    reason: edit.reason,
  }))
  const json = JSON.stringify(rows)
  await Promise.all([
    tx`
      UPDATE leads l SET revision = r.revision, updated_at = now(), summary = r.summary, email = r.email, phone = r.phone,
        name = r.name, country = r.country
      FROM jsonb_to_recordset(${json}::text::jsonb)
        AS r (id bigint, received_at timestamptz, revision int, summary text, email text, phone text, name text, country text)
      WHERE l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at`,
    tx`
      UPDATE lead_data v SET fields = r.fields, edits = r.edits
      FROM jsonb_to_recordset(${json}::text::jsonb) AS r (id bigint, received_at timestamptz, fields jsonb, edits jsonb)
      WHERE v.account_id = ${accountId} AND v.lead_id = r.id AND v.received_at = r.received_at`,
    tx`
      INSERT INTO revisions (account_id, lead_id, revision, actor, reason, changes)
      SELECT ${accountId}, r.id, r.revision, r.actor, r.reason, r.changes
      FROM jsonb_to_recordset(${json}::text::jsonb) AS r (id bigint, revision int, actor text, reason text, changes jsonb)`,
  ])
}
