import type { TransactionSql } from 'postgres'

import type { DispositionCode } from '@switchyard/core/lead/disposition.ts'

const most = 5

/** Why leads received since then stand rejected, the most frequent first. */
export function readReasons(tx: TransactionSql, from: Date): Promise<{ code: DispositionCode; leads: number }[]> {
  return tx<{ code: DispositionCode; leads: number }[]>`
    SELECT l.code, count(*)::int AS leads FROM leads l
    WHERE l.account_id = current_account() AND l.received_at >= ${from} AND l.status = 'rejected' AND NOT l.test
    GROUP BY l.code ORDER BY leads DESC, l.code LIMIT ${most}`
}
