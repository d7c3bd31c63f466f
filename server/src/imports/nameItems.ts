import type { TransactionSql } from 'postgres'

import type { RunningScope } from '../jobs/action.ts'
import type { ImportRef } from './importRow.ts'

/** Says with each row, and with its item in the job, which lead it made. */
export async function nameItems(
  tx: TransactionSql,
  { accountId, jobId }: RunningScope,
  item: ImportRef,
  made: readonly { readonly row: number; readonly lead: { readonly id: string; readonly receivedAt: Date } }[],
): Promise<void> {
  if (made.length === 0) return
  const json = JSON.stringify(made.map(({ row, lead }) => ({ row, lead_id: lead.id, received_at: lead.receivedAt })))
  await tx`
    UPDATE job_items i SET lead_id = r.lead_id, lead_received_at = r.received_at
    FROM json_to_recordset(${json}::text::json) AS r (row int, lead_id bigint, received_at timestamptz)
    WHERE i.account_id = ${accountId} AND i.job_id = ${jobId}::bigint AND i.place = r.row`
  await tx`
    UPDATE import_rows r SET lead_id = m.lead_id, made = true
    FROM json_to_recordset(${json}::text::json) AS m (row int, lead_id bigint)
    WHERE r.account_id = ${accountId} AND r.import_id = ${item.id}::bigint AND r.row_no = m.row`
}
