// What actions are told of leads, for a page at once.

import type { TransactionSql } from 'postgres'

import type { JobLead } from './action.ts'

export interface LeadRef {
  readonly id: string
  readonly receivedAt: Date
}

/** In the order of `refs`; leads that are not there any more are left out. */
export async function readLeads(
  tx: TransactionSql,
  accountId: string,
  refs: readonly LeadRef[],
): Promise<readonly JobLead[]> {
  if (refs.length === 0) return []
  const times = refs.map(({ receivedAt }) => receivedAt.getTime())
  const rows = JSON.stringify(refs.map(({ id, receivedAt }) => ({ id, received_at: receivedAt })))
  const found = await tx<JobLead[]>`
    SELECT l.id::text AS id, l.received_at AS "receivedAt", l.campaign, l.supplier, l.status, l.sold,
      l.delivery_status AS "deliveryStatus", l.revision, l.test, l.erased_at IS NOT NULL AS erased
    FROM json_to_recordset(${rows}::text::json) AS r (id bigint, received_at timestamptz)
    JOIN leads l ON l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at
      AND l.received_at BETWEEN ${new Date(Math.min(...times))} AND ${new Date(Math.max(...times))}`
  const byId = new Map(found.map((lead) => [lead.id, lead]))
  return refs.flatMap(({ id }) => byId.get(id) ?? [])
}
