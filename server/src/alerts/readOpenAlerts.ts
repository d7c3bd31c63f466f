import type { TransactionSql } from 'postgres'

import { alertColumns, shownAlert, type AlertRow, type ShownAlert } from './alertRow.ts'

/** Newest first, `limit` at most. */
export async function readOpenAlerts(tx: TransactionSql, limit: number): Promise<ShownAlert[]> {
  const rows = await tx<AlertRow[]>`
    SELECT ${alertColumns(tx)} FROM alerts a
    WHERE a.account_id = current_account() AND a.resolved_at IS NULL ORDER BY a.id DESC LIMIT ${limit}`
  return rows.map(shownAlert)
}
