import type { Sql, TransactionSql } from 'postgres'

import type { AlertSubject } from './raise.ts'

/** Closes the alert because its cause is gone; nothing happens when it is not open. */
export async function resolve(tx: Sql | TransactionSql, { accountId, kind, subject }: AlertSubject): Promise<void> {
  await tx`
    UPDATE alerts a SET resolved_at = now()
    WHERE a.account_id = ${accountId} AND a.kind = ${kind} AND a.subject = ${subject} AND a.resolved_at IS NULL`
}
