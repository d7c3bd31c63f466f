import type { TransactionSql } from 'postgres'

/** Leads that were shown as rejected because their buyers had refused them are open again. Their locks are held. */
export async function reopen(tx: TransactionSql, accountId: string, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return
  await tx`
    UPDATE leads l
    SET status = 'accepted', reason = NULL, code = CASE WHEN l.revision > 1 THEN 'ACCEPT_LEAD_AFTER_FIX' ELSE 'ACCEPT_LEAD' END
    WHERE l.account_id = ${accountId} AND l.id = ANY(${[...leadIds]}::bigint[]) AND l.status = 'rejected'`
  await tx`
    UPDATE lead_data v SET failures = '[]' WHERE v.account_id = ${accountId} AND v.lead_id = ANY(${[...leadIds]}::bigint[])`
}
