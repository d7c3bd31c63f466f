import type { TransactionSql } from 'postgres'

export interface OpenAlerts {
  readonly open: number
  /** Not muted, and nobody looks after them. */
  readonly unacknowledged: number
}

/** Runs in the account's own transaction. */
export async function countOpenAlerts(tx: TransactionSql): Promise<OpenAlerts> {
  const [row] = await tx<OpenAlerts[]>`
    SELECT count(*)::int AS open, (count(*) FILTER (WHERE a.acknowledged_at IS NULL
      AND NOT coalesce((SELECT s.doc -> 'muted' ? a.kind FROM alert_settings s WHERE s.account_id = a.account_id), false)))::int AS unacknowledged
    FROM alerts a WHERE a.account_id = current_account() AND a.resolved_at IS NULL`
  return row ?? { open: 0, unacknowledged: 0 }
}
