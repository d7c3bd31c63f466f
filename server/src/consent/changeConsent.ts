// Writes what people said about being written to: the leads' consent, and who changed it, when, and on what evidence.

import type { TransactionSql } from 'postgres'

import type { ChannelChoice } from '@switchyard/contract/consent/channels.ts'

import { insertEvents } from '../leads/insertEvents.ts'
import type { LeadRef } from '../readmission/storedLead.ts'
import { within } from '../settlement/write.ts'
import { channelWords, decideConsent, type ConsentStep } from './decideConsent.ts'
import { readConsent } from './readConsent.ts'

export interface ConsentWish {
  readonly accountId: string
  readonly channels: ChannelChoice
  readonly to: 'yes' | 'no'
  readonly actor: string
  /** By which road: "job 17". */
  readonly source: string
  readonly evidence: string | null
}

/** Ids of the leads that were changed; the others say so already, are erased or not there. Writes everything in `tx`. */
export async function changeConsent(
  tx: TransactionSql,
  wish: ConsentWish,
  leads: readonly LeadRef[],
): Promise<ReadonlySet<string>> {
  const { accountId, channels, to } = wish
  await lockLeads(tx, accountId, leads)
  const current = await readConsent(tx, accountId, leads)
  const changing = leads.flatMap(({ id, receivedAt }) => {
    const own = current.get(id)
    const steps = own ? decideConsent(own, channels, to) : []
    return steps.length === 0 ? [] : [{ id, receivedAt, steps }]
  })
  if (changing.length === 0) return new Set()
  await Promise.all([
    updateLeads(tx, wish, changing),
    insertChanges(tx, wish, changing),
    insertEvents(
      tx,
      accountId,
      changing.map(({ id, steps }) => ({
        leadId: id,
        kind: to === 'no' ? 'unsubscribed' : 'resubscribed',
        actor: wish.actor,
        detail: { text: textOf(wish, steps), channels: steps.map(({ channel }) => channel), source: wish.source },
      })),
    ),
  ])
  return new Set(changing.map(({ id }) => id))
}

interface Changing extends LeadRef {
  readonly steps: readonly ConsentStep[]
}

/** In id order, as everywhere; locked and read in statements of their own. */
async function lockLeads(tx: TransactionSql, accountId: string, leads: readonly LeadRef[]): Promise<void> {
  if (leads.length === 0) return
  await tx`
    SELECT 1 FROM leads l
    WHERE l.account_id = ${accountId} AND l.id = ANY(${leads.map(({ id }) => id)}::bigint[]) AND ${receivedIn(tx, leads)}
    ORDER BY l.id FOR UPDATE`
}

async function updateLeads(
  tx: TransactionSql,
  { accountId, to }: ConsentWish,
  changing: readonly Changing[],
): Promise<void> {
  const rows = changing.map(({ id, receivedAt, steps }) => ({
    id,
    received_at: receivedAt,
    email: steps.some(({ channel }) => channel === 'email'),
    sms: steps.some(({ channel }) => channel === 'sms'),
  }))
  await tx`
    UPDATE leads l
    SET consent_email = CASE WHEN r.email THEN ${to} ELSE l.consent_email END,
      consent_sms = CASE WHEN r.sms THEN ${to} ELSE l.consent_sms END, updated_at = now()
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (id bigint, received_at timestamptz, email boolean, sms boolean)
    WHERE l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at AND ${receivedIn(tx, changing)}`
}

async function insertChanges(tx: TransactionSql, wish: ConsentWish, changing: readonly Changing[]): Promise<void> {
  const rows = changing.flatMap(({ id, steps }) =>
    steps.map(({ channel, from }) => ({ lead_id: id, channel, was: from })),
  )
  await tx`
    INSERT INTO consent_changes (account_id, lead_id, channel, was, became, actor, source, evidence)
    SELECT ${wish.accountId}, r.lead_id, r.channel, r.was, ${wish.to}, ${wish.actor}, ${wish.source}, ${wish.evidence}
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (lead_id bigint, channel text, was text)`
}

function textOf({ to, evidence }: ConsentWish, steps: readonly ConsentStep[]): string {
  const channels = channelWords(steps.map(({ channel }) => channel))
  const done = to === 'no' ? `Unsubscribed from ${channels}` : `Resubscribed to ${channels}`
  return evidence === null ? done : `${done}. Evidence: ${evidence}`
}

function receivedIn(tx: TransactionSql, leads: readonly LeadRef[]) {
  return within(
    tx,
    tx`l.received_at`,
    leads.map(({ receivedAt }) => receivedAt),
  )
}
