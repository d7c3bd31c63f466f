// What became of leads at the deliveries they are sent to again, for a page at once.

import type { TransactionSql } from 'postgres'

import type { DispatchState } from '@switchyard/core/lead/states.ts'

import type { JobLead } from '../action.ts'
import type { Past } from './judge.ts'

export interface Aim {
  readonly lead: JobLead
  readonly delivery: string
}

/** By lead id. */
export async function readPasts(
  tx: TransactionSql,
  accountId: string,
  aims: readonly Aim[],
): Promise<ReadonlyMap<string, Past>> {
  if (aims.length === 0) return new Map()
  const rows = JSON.stringify(aims.map(({ lead, delivery }) => ({ lead_id: lead.id, delivery })))
  const [dispatches, refused] = await Promise.all([
    tx<{ leadId: string; state: DispatchState; returned: boolean }[]>`
      SELECT d.lead_id::text AS "leadId", d.state, d.return_reason IS NOT NULL AS returned
      FROM json_to_recordset(${rows}::text::json) AS r (lead_id bigint, delivery text)
      JOIN dispatches d ON d.account_id = ${accountId} AND d.lead_id = r.lead_id AND d.delivery = r.delivery
      ORDER BY d.created_at, d.id`,
    readRefused(
      tx,
      accountId,
      aims.map(({ lead }) => lead),
    ),
  ])
  const byLead = Map.groupBy(dispatches, ({ leadId }) => leadId)
  return new Map(
    aims.map(({ lead }) => {
      const { status, erased } = lead
      const own = byLead.get(lead.id) ?? []
      const states = own.map(({ state }) => state)
      const returned = own.some((dispatch) => dispatch.returned)
      return [lead.id, { status, erased, states, returned, refusedOnly: refused.has(lead.id) }]
    }),
  )
}

/** Of these leads, the rejected ones that our own checks had accepted. */
export async function readRefused(
  tx: TransactionSql,
  accountId: string,
  leads: readonly { readonly id: string; readonly status: string }[],
): Promise<ReadonlySet<string>> {
  const rejected = leads.filter(({ status }) => status === 'rejected').map(({ id }) => id)
  if (rejected.length === 0) return new Set()
  const rows = await tx<{ id: string }[]>`
    SELECT l.id::text AS id FROM leads l
    WHERE l.account_id = ${accountId} AND l.id = ANY(${rejected}::bigint[])
      AND l.code IN ('REJECT_LEAD_DESTINATION', 'REJECT_LEAD_RETURNED')`
  return new Set(rows.map(({ id }) => id))
}

export async function readErased(
  tx: TransactionSql,
  accountId: string,
  leadIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx<{ id: string }[]>`
    SELECT l.id::text AS id FROM leads l
    WHERE l.account_id = ${accountId} AND l.id = ANY(${[...leadIds]}::bigint[]) AND l.erased_at IS NOT NULL`
  return new Set(rows.map(({ id }) => id))
}
