// Alerts of a standing state: open as long as it lasts.

import type { TransactionSql } from 'postgres'

import type { AlertKind } from '@switchyard/contract/alerts/words.ts'

import { raise } from './raise.ts'
import { retell } from './retell.ts'

export interface StandingAlert {
  readonly message: string
  readonly detail: Readonly<Record<string, unknown>>
}

/**
 * `standing`: what holds now, by subject. New ones are raised, open ones get today's words, those that are over close. One that a
 * person has closed while it held stays closed until it was over once.
 */
export async function syncAlerts(
  tx: TransactionSql,
  accountId: string,
  kind: AlertKind,
  standing: ReadonlyMap<string, StandingAlert>,
): Promise<void> {
  const subjects = [...standing.keys()]
  await tx`
    UPDATE alerts a SET resolved_at = now()
    WHERE a.account_id = ${accountId} AND a.kind = ${kind} AND a.resolved_at IS NULL AND a.subject <> ALL(${subjects}::text[])`
  await tx`
    UPDATE alerts a SET detail = a.detail || '{"over": true}'
    WHERE a.account_id = ${accountId} AND a.kind = ${kind} AND a.resolved_by IS NOT NULL AND NOT a.detail ? 'over'
      AND a.subject <> ALL(${subjects}::text[])`
  if (subjects.length === 0) return
  const known = await tx<{ subject: string; open: boolean }[]>`
    SELECT a.subject, a.resolved_at IS NULL AS open FROM alerts a
    WHERE a.account_id = ${accountId} AND a.kind = ${kind} AND a.subject = ANY(${subjects}::text[])
      AND (a.resolved_at IS NULL OR (a.resolved_by IS NOT NULL AND NOT a.detail ? 'over'))`
  const open = new Set(known.flatMap((row) => (row.open ? [row.subject] : [])))
  const dismissed = new Set(known.flatMap((row) => (row.open ? [] : [row.subject])))
  for (const [subject, { message, detail }] of standing) {
    const alert = { accountId, kind, subject, message, detail }
    if (open.has(subject)) await retell(tx, alert)
    else if (!dismissed.has(subject)) await raise(tx, alert)
  }
}
