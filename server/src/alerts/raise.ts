// Alerts: what needs a person. One row per kind and subject while it is open, however often its cause comes up.

import type { Sql, TransactionSql } from 'postgres'

import type { AlertKind } from '@switchyard/contract/alerts/words.ts'

export interface AlertSubject {
  readonly accountId: string
  readonly kind: AlertKind
  /** "delivery acme", "lead 10423 delivery acme". */
  readonly subject: string
}

export interface Alert extends AlertSubject {
  /** In words, for the screen: what happened, and what to do about it. */
  readonly message: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Opens the alert, or counts it once more with today's words. */
export async function raise(tx: Sql | TransactionSql, alert: Alert): Promise<void> {
  const { accountId, kind, subject, message, detail = {} } = alert
  await tx`
    INSERT INTO alerts AS a (account_id, kind, subject, message, detail)
    VALUES (${accountId}, ${kind}, ${subject}, ${message}, ${JSON.stringify(detail)}::text::jsonb)
    ON CONFLICT (account_id, kind, subject) WHERE resolved_at IS NULL
    DO UPDATE SET count = a.count + 1, last_at = now(), message = excluded.message, detail = excluded.detail`
}
