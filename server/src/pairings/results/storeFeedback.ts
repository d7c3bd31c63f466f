import type { TransactionSql } from 'postgres'

import type { FeedbackState } from '@switchyard/core/feedback/judgeFeedback.ts'
import { storable } from '@switchyard/core/text/storable.ts'

import type { SendingPairing } from './applyFeedback.ts'

export interface HeardItem {
  readonly id: string
  /** Our lead. */
  readonly lead: string
  readonly reference: string
  readonly state: FeedbackState
  /** In 1/10,000. */
  readonly price: bigint | null
  readonly reason: string | null
  readonly at: Date
}

/** Keeps each result once, whether it can be applied yet or not. Answers the leads that were never sent through that delivery. */
export async function storeFeedback(
  tx: TransactionSql,
  { accountId, id, delivery }: SendingPairing,
  items: readonly HeardItem[],
): Promise<string[]> {
  const rows = items.map((item) => ({
    event_id: storable(item.id),
    lead_id: item.lead,
    reference: storable(item.reference),
    state: item.state,
    price: item.price?.toString() ?? null,
    reason: item.reason === null ? null : storable(item.reason),
    at: item.at,
  }))
  const known = await tx<{ leadId: string }[]>`
    SELECT DISTINCT d.lead_id::text AS "leadId" FROM dispatches d
    WHERE d.account_id = ${accountId} AND d.delivery = ${delivery} AND d.lead_id = ANY(${items.map(({ lead }) => lead)}::bigint[])`
  const ours = new Set(known.map(({ leadId }) => leadId))
  await tx`
    INSERT INTO feedback_in (account_id, pairing_id, event_id, lead_id, reference, state, price, reason, at)
    SELECT ${accountId}, ${id}, r.event_id, r.lead_id, r.reference, r.state, r.price, r.reason, r.at
    FROM json_to_recordset(${JSON.stringify(rows.filter(({ lead_id: lead }) => ours.has(lead)))}::text::json)
      AS r (event_id text, lead_id bigint, reference text, state text, price bigint, reason text, at timestamptz)
    ON CONFLICT (account_id, pairing_id, event_id) DO NOTHING`
  return items.flatMap(({ lead }) => (ours.has(lead) ? [] : [lead]))
}
