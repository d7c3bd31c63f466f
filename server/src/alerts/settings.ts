// What an account wants to be told of: the stored document, or the one that the product brings. Secrets are sealed as they are stored.

import type { Sql, TransactionSql } from 'postgres'

import { alertSettings, type AlertSettings } from '@switchyard/contract/alerts/settings.ts'

import { mask } from '../setup/secrets.ts'
import type { Sealer } from '../setup/sealing.ts'

export interface StoredAlertSettings extends AlertSettings {
  readonly version: number
  readonly updatedAt: Date | null
  readonly updatedBy: string | null
}

const usual: StoredAlertSettings = {
  // All defaults of the contract.
  ...alertSettings.parse({}),
  version: 0,
  updatedAt: null,
  updatedBy: null,
}

/** With sealed secrets. */
export async function readAlertSettings(tx: Sql | TransactionSql, accountId: string): Promise<StoredAlertSettings> {
  const [row] = await tx<{ doc: unknown; version: number; updatedAt: Date; updatedBy: string }[]>`
    SELECT s.doc, s.version, s.updated_at AS "updatedAt", s.updated_by AS "updatedBy"
    FROM alert_settings s WHERE s.account_id = ${accountId}`
  if (!row) return usual
  const { doc, ...rest } = row
  // Parsed again: a document of an older release gets the defaults of what is new.
  return { ...alertSettings.parse(doc), ...rest }
}

export async function writeAlertSettings(
  tx: TransactionSql,
  accountId: string,
  doc: AlertSettings,
  actor: string,
): Promise<void> {
  await tx`
    INSERT INTO alert_settings AS s (account_id, doc, updated_by)
    VALUES (${accountId}, ${JSON.stringify(doc)}::text::jsonb, ${actor})
    ON CONFLICT (account_id) DO UPDATE
    SET doc = excluded.doc, version = s.version + 1, updated_at = now(), updated_by = excluded.updated_by`
}

export function maskedSettings<Settings extends AlertSettings>(settings: Settings): Settings {
  return { ...settings, webhooks: settings.webhooks.map((webhook) => ({ ...webhook, secret: mask })) }
}

export function sealWebhookSecret(sealer: Sealer, accountId: string, key: string, secret: string): string {
  return sealer.sealText(accountId, placeOf(key), secret)
}

/** Throws when this process has another key than it was sealed with. */
export function openWebhookSecret(sealer: Sealer, accountId: string, key: string, sealed: string): string {
  return sealer.openText(accountId, placeOf(key), sealed)
}

function placeOf(key: string): string {
  return `webhook|${key}|secret`
}
