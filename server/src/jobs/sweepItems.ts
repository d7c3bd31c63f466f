// Items whose dispatch came to an end without their knowing, as when it was deleted with its delivery's leads.

import type { TransactionSql } from 'postgres'

import { endItems, type EndedItem } from './endItems.ts'

const batch = 1000

export async function sweepItems(tx: TransactionSql, accountId: string, jobId: string): Promise<void> {
  const ended = await tx<EndedItem[]>`
    SELECT i.account_id::text AS "accountId", i.job_id::text AS "jobId", i.lead_id::text AS "leadId",
      i.dispatch_id::text AS "dispatchId"
    FROM job_items i LEFT JOIN dispatches d ON d.account_id = i.account_id AND d.id = i.dispatch_id
    WHERE i.account_id = ${accountId} AND i.job_id = ${jobId}::bigint AND i.state = 'running'
      AND (d.id IS NULL OR d.state NOT IN ('queued', 'held', 'sending'))
    ORDER BY i.place LIMIT ${batch}`
  await endItems(tx, ended)
}
