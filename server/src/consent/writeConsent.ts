// Writes leads' consent, and who changed it, when, by which road and on what evidence.

import type { TransactionSql } from 'postgres'

import type { ConsentChannel } from '@switchyard/contract/consent/change.ts'
import type { ConsentState } from '@switchyard/core/lead/states.ts'

import { insertEvents } from '../leads/insertEvents.ts'
import type { LeadRef } from '../readmission/storedLead.ts'
import { within } from '../settlement/write.ts'

export interface ConsentRoad {
  readonly accountId: string
  readonly actor: string
  /** By which road: "job 17". */
  readonly source: string
  readonly evidence: string | null
}

export interface ChangingConsent extends LeadRef {
  readonly steps: readonly {
    readonly channel: ConsentChannel
    readonly from: ConsentState
    readonly to: ConsentState
  }[]
  /** For the lead's story. */
  readonly event: { readonly kind: string; readonly text: string }
}

/** In id order, as everywhere; locked and read in statements of their own. */
export async function lockForConsent(tx: TransactionSql, accountId: string, leads: readonly LeadRef[]): Promise<void> {
  if (leads.length === 0) return
  await tx`
    SELECT 1 FROM leads l
    WHERE l.account_id = ${accountId} AND l.id = ANY(${leads.map(({ id }) => id)}::bigint[]) AND ${receivedIn(tx, leads)}
    ORDER BY l.id FOR UPDATE`
}

/** The leads are locked. */
export async function writeConsent(
  tx: TransactionSql,
  road: ConsentRoad,
  changing: readonly ChangingConsent[],
): Promise<void> {
  if (changing.length === 0) return
  const { accountId, actor, source } = road
  await Promise.all([
    updateLeads(tx, accountId, changing),
    insertChanges(tx, road, changing),
    insertEvents(
      tx,
      accountId,
      changing.map(({ id, steps, event: { kind, text } }) => ({
        leadId: id,
        kind,
        actor,
        detail: { text, channels: steps.map(({ channel }) => channel), source },
      })),
    ),
  ])
}

async function updateLeads(tx: TransactionSql, accountId: string, changing: readonly ChangingConsent[]): Promise<void> {
  const rows = changing.map(({ id, receivedAt, steps }) => ({
    id,
    received_at: receivedAt,
    email: steps.find(({ channel }) => channel === 'email')?.to ?? null,
    sms: steps.find(({ channel }) => channel === 'sms')?.to ?? null,
  }))
  await tx`
    UPDATE leads l
    SET consent_email = coalesce(r.email, l.consent_email), consent_sms = coalesce(r.sms, l.consent_sms), updated_at = now()
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (id bigint, received_at timestamptz, email text, sms text)
    WHERE l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at AND ${receivedIn(tx, changing)}`
}

async function insertChanges(
  tx: TransactionSql,
  { accountId, actor, source, evidence }: ConsentRoad,
  changing: readonly ChangingConsent[],
): Promise<void> {
  const rows = changing.flatMap(({ id, steps }) =>
    steps.map(({ channel, from, to }) => ({ lead_id: id, channel, was: from, became: to })),
  )
  await tx`
    INSERT INTO consent_changes (account_id, lead_id, channel, was, became, actor, source, evidence)
    SELECT ${accountId}, r.lead_id, r.channel, r.was, r.became, ${actor}, ${source}, ${evidence}
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (lead_id bigint, channel text, was text, became text)`
}

function receivedIn(tx: TransactionSql, leads: readonly LeadRef[]) {
  return within(
    tx,
    tx`l.received_at`,
    leads.map(({ receivedAt }) => receivedAt),
  )
}
