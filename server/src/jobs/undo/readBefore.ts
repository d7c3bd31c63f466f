import type { TransactionSql } from 'postgres'

import type { JobLead } from '../action.ts'
import type { UndoItem } from './undoer.ts'

/** By lead id: what the job put down of the leads it has changed. Leads that it left alone are not there. */
export async function readBefore(
  tx: TransactionSql,
  accountId: string,
  jobId: string,
  leads: readonly JobLead[],
): Promise<ReadonlyMap<string, UndoItem<unknown>>> {
  if (leads.length === 0) return new Map()
  const rows = await tx<{ leadId: string; before: unknown; doneAt: Date }[]>`
    SELECT i.lead_id::text AS "leadId", i.before, i.ended_at AS "doneAt" FROM job_items i
    WHERE i.account_id = ${accountId} AND i.job_id = ${jobId}::bigint AND i.lead_id = ANY(${leads.map(({ id }) => id)}::bigint[])
      AND i.state = 'succeeded' AND i.before IS NOT NULL`
  const byId = new Map(leads.map((lead) => [lead.id, lead]))
  return new Map(
    rows.flatMap(({ leadId, before, doneAt }): [string, UndoItem<unknown>][] => {
      const lead = byId.get(leadId)
      return lead ? [[leadId, { lead, before, doneAt }]] : []
    }),
  )
}
