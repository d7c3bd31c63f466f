// What there is to tell the Switchyards that sent us leads: each lead as it stands when it is told.

import type { Sql } from 'postgres'

import type { FeedbackState } from '@switchyard/core/feedback/judgeFeedback.ts'
import { formatMoney } from '@switchyard/core/money/money.ts'
import type { LeadStatus, Sold } from '@switchyard/core/lead/states.ts'

export interface Outcome {
  readonly accountId: string
  readonly leadId: string
  readonly changedAt: Date
  /** Exactly, as text: the column is finer than a Date. */
  readonly changed: string
  readonly tries: number
  /** Null where the lead belongs to no pairing: it only says that it came from another Switchyard. */
  readonly pairing: { readonly id: string; readonly url: string; readonly secret: string } | null
  readonly externalId: string | null
  readonly status: LeadStatus
  readonly sold: Sold | null
  /** What its supplier earns, in 1/10,000, as text. */
  readonly payout: string
  readonly currency: string
  /** Of our own check, when it was rejected. */
  readonly disposition: string | null
  /** Why nobody bought it, when no buyer was asked. */
  readonly soldReason: string | null
  /** What the last buyer that refused it said, and whether we understood it. */
  readonly refusal: { readonly understood: boolean; readonly reason: string | null } | null
}

const mostAtOnce = 500
/** Longer than any call takes: then somebody else may try. */
const leaseSeconds = 60

/** Those that are due, kept from others for a minute. Committed before anything leaves. */
export async function claimOutcomes(sql: Sql): Promise<readonly Outcome[]> {
  return sql<Outcome[]>`
    WITH due AS (
      SELECT f.account_id, f.lead_id FROM feedback_out f
      WHERE f.given_up_at IS NULL AND f.due_at <= now() ORDER BY f.due_at LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE feedback_out f SET due_at = now() + make_interval(secs => ${leaseSeconds}), tries = f.tries + 1
      FROM due WHERE f.account_id = due.account_id AND f.lead_id = due.lead_id
      RETURNING f.*
    )
    SELECT c.account_id::text AS "accountId", c.lead_id::text AS "leadId", c.changed_at AS "changedAt", c.changed_at::text AS changed,
      c.tries, to_jsonb(p) AS pairing, l.external_id AS "externalId", l.status, l.sold, l.payout::text AS payout, l.currency,
      l.reason AS disposition, l.sold_reason AS "soldReason", to_jsonb(r) AS refusal
    FROM claimed c
    JOIN leads l ON l.account_id = c.account_id AND l.id = c.lead_id AND l.received_at = c.received_at
    LEFT JOIN LATERAL (
      SELECT p.id::text AS id, p.peer AS url, p.secret FROM pairings p
      WHERE p.account_id = c.account_id AND p.side = 'receives' AND p.supplier = l.supplier AND p.campaign = l.campaign
        AND p.state <> 'invited' AND p.secret IS NOT NULL
      ORDER BY p.id DESC LIMIT 1) p ON true
    LEFT JOIN LATERAL (
      SELECT d.state = 'rejected' AS understood, d.reason FROM dispatches d
      WHERE d.account_id = c.account_id AND d.lead_id = c.lead_id AND d.state IN ('rejected', 'failed', 'expired')
      ORDER BY d.settled_at DESC NULLS LAST, d.id DESC LIMIT 1) r ON true`
}

/** As it travels; null when there is nothing to tell (yet). Pure. */
export function itemOf(outcome: Outcome) {
  const state = stateOf(outcome)
  const { leadId, externalId, payout, currency, changedAt } = outcome
  if (state === null || externalId === null || !/^\d{1,18}$/.test(externalId)) return null
  return {
    // The same result has the same id however often it is told, another one has another.
    id: `fb_${leadId}_${changedAt.getTime()}_${state}`,
    lead: externalId,
    reference: leadId,
    state,
    price: state === 'sold' ? formatMoney(BigInt(payout)) : null,
    currency: state === 'sold' ? currency : null,
    reason: state === 'sold' ? null : (reasonOf(outcome)?.slice(0, 500) ?? null),
    at: changedAt.toISOString(),
  }
}

function stateOf({ status, sold }: Outcome): FeedbackState | null {
  if (status === 'rejected') return 'unsold'
  if (status !== 'accepted' || sold === 'pending') return null
  // Accepted where nothing is for sale: the side that takes it is the buyer.
  return sold ?? 'sold'
}

function reasonOf({ status, disposition, refusal, soldReason }: Outcome): string | null {
  if (status === 'rejected') return disposition
  if (refusal === null) return soldReason
  return refusal.understood ? refusal.reason : null
}
