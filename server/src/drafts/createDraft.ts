// Begins a draft: its leads are chosen here, and marked with what they were refused for.

import type { TransactionSql } from 'postgres'

import type { createDraft as createEndpoint } from '@switchyard/contract/drafts/create.ts'
import type { BodyOf } from '@switchyard/contract/endpoint.ts'
import type { Cause } from '@switchyard/core/causes/cause.ts'
import type { DispositionCode, Failure } from '@switchyard/core/lead/disposition.ts'

import { Problem } from '../http/problem.ts'
import { membership } from '../jobs/membership.ts'
import { targetOf } from '../resolve/cureTarget.ts'
import { readDrafts } from './readDrafts.ts'
import { refusedVerdict } from './verdictOf.ts'

const mostRows = 10_000

/** Answers the id of the draft. Runs in the account's own transaction. */
export async function createDraft(
  tx: TransactionSql,
  actor: string,
  { cause: causeId, selection }: BodyOf<typeof createEndpoint>,
): Promise<string> {
  if (causeId !== undefined) {
    // A second window that opens the same cause waits here, and finds the draft of the first.
    await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`draft ${actor} ${causeId}`}, current_account()))`
    const [begun] = await readDrafts(tx, { actor, cause: causeId })
    if (begun && (begun.running || begun.counts.changed + begun.counts.kept > 0)) return begun.id
    if (begun) await tx`DELETE FROM drafts d WHERE d.account_id = current_account() AND d.id = ${begun.id}::bigint`
  }
  const target = await targetOf(tx, { cause: causeId, selection })
  const { cause } = target
  const delivery = cause?.delivery ?? null
  const leads = await readMembers(tx, target.selection, delivery)
  const [campaign, ...others] = new Set(leads.map((lead) => lead.campaign))
  if (campaign === undefined) throw new Problem(422, 'nothing_to_correct', 'None of these leads is rejected')
  if (leads.length > mostRows) {
    throw new Problem(422, 'too_many', `At most ${mostRows.toLocaleString('en')} leads can be corrected together`)
  }
  if (others.length > 0) {
    const message = `Leads of one campaign can be corrected together, these are of ${[campaign, ...others].join(', ')}`
    throw new Problem(422, 'several_campaigns', message)
  }
  const [made] = await tx<{ id: string }[]>`
    INSERT INTO drafts AS d (account_id, actor, cause, about, field, campaign, delivery)
    VALUES (current_account(), ${actor}, ${causeId ?? null}, ${cause ? aboutOf(cause) : 'Chosen leads'}, ${cause?.field ?? null}, ${campaign},
      ${delivery})
    RETURNING d.id::text AS id`
  if (!made) throw new Error('A draft was not written')
  const rows = leads.map(({ id, receivedAt, revision, code, reason, failures }, index) => ({
    place: index + 1,
    lead_id: id,
    lead_received_at: receivedAt,
    revision,
    verdict: delivery === null ? refusedVerdict(code, reason, failures) : refusedVerdict(null, reason, []),
  }))
  await tx`
    INSERT INTO draft_rows (account_id, draft_id, place, lead_id, lead_received_at, revision, verdict)
    SELECT current_account(), ${made.id}::bigint, r.place, r.lead_id, r.lead_received_at, r.revision, r.verdict
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      AS r (place int, lead_id bigint, lead_received_at timestamptz, revision int, verdict jsonb)`
  return made.id
}

/** The leads' own words stay with the leads, and go when those are erased; what was to stand in a list names nobody. */
function aboutOf({ code, field, delivery, list, message }: Cause): string {
  if (delivery !== null) return `Refused by the buyer of ${delivery}`
  if (list !== null) return message
  const words = (code ?? '')
    .replace(/^REJECT_LEAD_/, '')
    .replaceAll('_', ' ')
    .toLowerCase()
  return field === null ? `Refused: ${words}` : `Refused: ${words}, ${field}`
}

interface Member {
  readonly id: string
  readonly receivedAt: Date
  readonly revision: number
  readonly campaign: string
  readonly code: DispositionCode
  /** In the buyer's words, where one refused it. */
  readonly reason: string | null
  readonly failures: readonly Failure[]
}

/** One more than there may be, if there are. */
function readMembers(
  tx: TransactionSql,
  selection: Parameters<typeof membership>[1],
  delivery: string | null,
): Promise<Member[]> {
  const reason =
    delivery === null
      ? tx`l.reason`
      : tx`(SELECT n.reason FROM dispatches n WHERE n.account_id = l.account_id AND n.lead_id = l.id AND n.delivery = ${delivery}
          ORDER BY n.created_at DESC, n.id DESC LIMIT 1)`
  return tx<Member[]>`
    SELECT l.id::text AS id, l.received_at AS "receivedAt", l.revision, l.campaign, l.code, ${reason} AS reason, v.failures
    FROM (${membership(tx, selection)}) m
    JOIN leads l ON l.account_id = current_account() AND l.id = m.id AND l.received_at = m.received_at
    JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
    WHERE l.erased_at IS NULL AND ${delivery === null ? tx`l.status = 'rejected'` : tx`true`}
    ORDER BY m.place LIMIT ${mostRows + 1}`
}
