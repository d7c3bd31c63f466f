import type { TransactionSql } from 'postgres'

import type { Alert } from './raise.ts'

/** The same open alert with today's words: it is no news. */
export async function retell(
  tx: TransactionSql,
  { accountId, kind, subject, message, detail = {} }: Alert,
): Promise<void> {
  await tx`
    UPDATE alerts a SET message = ${message}, detail = ${JSON.stringify(detail)}::text::jsonb
    WHERE a.account_id = ${accountId} AND a.kind = ${kind} AND a.subject = ${subject} AND a.resolved_at IS NULL`
}
