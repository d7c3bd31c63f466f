// Writes the messages that alerts have to send. The rows are the outbox: whoever is dead a moment later, another process sends them.

import type { TransactionSql } from 'postgres'

import { databaseNow } from '../db/clock.ts'
import { alertColumns, shownAlert, type AlertRow } from './alertRow.ts'
import { compose } from './compose.ts'
import { planTelling, type Recipient, type Told, type UntoldAlert } from './planTelling.ts'
import { readAlertSettings } from './settings.ts'
import { webhookBody, type ToldAlert } from './webhookBody.ts'

const mostAtOnce = 200

/** For all accounts; runs under the lock of the watch, so that no alert is planned twice. */
export async function tellAlerts(tx: TransactionSql): Promise<void> {
  const accounts = await tx<{ id: string }[]>`
    SELECT DISTINCT a.account_id::text AS id FROM alerts a
    WHERE NOT a.open_told OR (a.resolved_at IS NOT NULL AND NOT a.end_told)`
  for (const { id } of accounts) await tellAccount(tx, id)
}

async function tellAccount(tx: TransactionSql, accountId: string): Promise<void> {
  const alerts = await tx<UntoldAlert[]>`
    SELECT a.id::text AS id, a.kind, a.subject, a.resolved_at AS "resolvedAt", a.resolved_by AS "resolvedBy",
      a.acknowledged_at IS NOT NULL AS acknowledged, a.open_told AS "openTold"
    FROM alerts a
    WHERE a.account_id = ${accountId} AND (NOT a.open_told OR (a.resolved_at IS NOT NULL AND NOT a.end_told))
    ORDER BY a.id LIMIT ${mostAtOnce}`
  const settings = await readAlertSettings(tx, accountId)
  const plan = planTelling(alerts, settings, await readTold(tx, accountId, alerts), databaseNow())
  await tx`
    UPDATE alerts a SET open_told = a.open_told OR a.id = ANY(${[...plan.openDone]}::bigint[]),
      end_told = a.end_told OR a.id = ANY(${[...plan.endDone]}::bigint[])
    WHERE a.account_id = ${accountId} AND a.id = ANY(${[...plan.openDone, ...plan.endDone]}::bigint[])`
  if (plan.tell.length === 0) return
  const rows = await tx<AlertRow[]>`
    SELECT ${alertColumns(tx)} FROM alerts a
    WHERE a.account_id = ${accountId} AND a.id = ANY(${plan.tell.map(({ alert }) => alert)}::bigint[])`
  const shown = new Map(rows.map((row) => [row.id, shownAlert(row)]))
  const told = plan.tell.flatMap(({ alert, event }): ToldAlert[] => {
    const one = shown.get(alert)
    return one ? [{ alert: one, event }] : []
  })
  for (const recipient of plan.recipients) await writeMessage(tx, accountId, recipient, told, settings.linksTo)
}

/** Each event of an alert goes to a recipient once, whatever happens: the key of message_alerts sees to it. */
async function writeMessage(
  tx: TransactionSql,
  accountId: string,
  { channel, to }: Recipient,
  told: readonly ToldAlert[],
  linksTo: string | null,
): Promise<void> {
  const { event, subject, text, html } = compose(told, linksTo)
  const content =
    channel === 'email' ? { text, html } : { body: webhookBody(`alert.${event}`, databaseNow(), text, told) }
  const [message] = await tx<{ id: string }[]>`
    INSERT INTO messages (account_id, channel, recipient, event, subject, content, alerts)
    VALUES (${accountId}, ${channel}, ${to}, ${event}, ${subject}, ${JSON.stringify(content)}::text::jsonb,
      ${told.map(({ alert }) => alert.id)}::bigint[])
    RETURNING id::text AS id`
  const items = told.map(({ alert, event: what }) => ({ alert_id: alert.id, event: what }))
  await tx`
    INSERT INTO message_alerts (account_id, alert_id, channel, recipient, event, message_id)
    SELECT ${accountId}::bigint, i.alert_id, ${channel}, ${to}, i.event, ${message?.id ?? '0'}::bigint
    FROM json_to_recordset(${JSON.stringify(items)}::text::json) AS i (alert_id bigint, event text)`
}

async function readTold(tx: TransactionSql, accountId: string, alerts: readonly UntoldAlert[]): Promise<Told> {
  const ids = alerts.map(({ id }) => id)
  const [last] = await tx<{ at: Date | null }[]>`
    SELECT max(m.created_at) AS at FROM messages m
    WHERE m.account_id = ${accountId} AND m.event <> 'test' AND m.created_at > now() - interval '10 minutes'`
  const opened = await tx<{ id: string }[]>`
    SELECT DISTINCT t.alert_id::text AS id FROM message_alerts t
    WHERE t.account_id = ${accountId} AND t.event = 'opened' AND t.alert_id = ANY(${ids}::bigint[])`
  const lately = await tx<{ name: string }[]>`
    SELECT DISTINCT a.kind || ' ' || a.subject AS name
    FROM messages m
    JOIN message_alerts t ON t.account_id = m.account_id AND t.alert_id = ANY(m.alerts) AND t.message_id = m.id AND t.event = 'opened'
    JOIN alerts a ON a.account_id = t.account_id AND a.id = t.alert_id
    WHERE m.account_id = ${accountId} AND m.created_at > now() - interval '1 hour'`
  return {
    lastAt: last?.at ?? null,
    opened: new Set(opened.map(({ id }) => id)),
    lately: new Set(lately.map(({ name }) => name)),
  }
}
