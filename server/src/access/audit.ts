// Who changed what. Append-only; secrets are gone before they come here.

import type { Sql, TransactionSql } from 'postgres'

export interface AuditEntry {
  readonly accountId: string
  readonly actor: string
  /** "key.create", "campaign.put" … */
  readonly action: string
  readonly object: string
  readonly before?: unknown
  readonly after?: unknown
  readonly requestId?: string | undefined
}

export async function audit(sql: Sql | TransactionSql, entry: AuditEntry): Promise<void> {
  await sql`
    INSERT INTO audit (account_id, actor, action, object, before, after, request_id)
    VALUES (${entry.accountId}, ${entry.actor}, ${entry.action}, ${entry.object}, ${json(entry.before)}::text::jsonb,
      ${json(entry.after)}::text::jsonb, ${entry.requestId ?? null})`
}

function json(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}
