// The endpoints of what is watched, who is told, and what was sent.

import { listAlertMessages } from '@switchyard/contract/alerts/messages.ts'
import { putAlertSettings } from '@switchyard/contract/alerts/putSettings.ts'
import { showAlertSettings } from '@switchyard/contract/alerts/showSettings.ts'
import { testAlertWebhook } from '@switchyard/contract/alerts/testWebhook.ts'

import { audit } from '../access/audit.ts'
import { idPage, pageOf } from '../access/page.ts'
import type { Database } from '../db/database.ts'
import { invalid, notFound } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { insertTestMessage, messageColumns, shownMessage, type MessageRow } from '../notify/messageRow.ts'
import type { SendNow } from '../notify/sendNow.ts'
import type { Sealer } from '../setup/sealing.ts'
import { planWebhooks } from './planWebhooks.ts'
import { maskedSettings, readAlertSettings, writeAlertSettings, type StoredAlertSettings } from './settings.ts'
import { webhookBody } from './webhookBody.ts'

export interface SettingsParts {
  readonly db: Database
  readonly sealer: Sealer
  readonly allowHosts: readonly string[]
  readonly sendNow: SendNow
}

export function alertSettingsRoutes({ db, sealer, allowHosts, sendNow }: SettingsParts): Route[] {
  return [
    handle(showAlertSettings, async ({ caller: { accountId } }) =>
      shown(await db.asAccount(accountId, (tx) => readAlertSettings(tx, accountId))),
    ),
    handle(putAlertSettings, async ({ caller, body, request }) => {
      const { accountId, actor } = caller
      const { version: _, updatedAt: __, updatedBy: ___, ...given } = body
      const { stored, made } = await db.asAccount(accountId, async (tx) => {
        const before = await readAlertSettings(tx, accountId)
        const {
          webhooks,
          made: secrets,
          problems,
        } = planWebhooks(accountId, given.webhooks, before.webhooks, { sealer, allowHosts })
        if (problems.length > 0) throw invalid(problems, 422, 'invalid_settings')
        const repeated = new Set(webhooks.map(({ key }) => key)).size < webhooks.length
        if (repeated)
          throw invalid([{ path: 'webhooks', code: 'duplicate', message: 'Each webhook has a key of its own' }], 422)
        await writeAlertSettings(tx, accountId, { ...given, webhooks }, actor)
        await audit(tx, {
          accountId,
          actor,
          action: 'alertSettings.put',
          object: 'alert settings',
          before: maskedSettings(before),
          after: maskedSettings(given),
          requestId: request.id,
        })
        return { stored: await readAlertSettings(tx, accountId), made: secrets }
      })
      const answer = shown(stored)
      const webhooks = answer.webhooks.map((webhook) => ({
        ...webhook,
        secret: made.get(webhook.key) ?? webhook.secret,
      }))
      return { ...answer, webhooks }
    }),
    handle(testAlertWebhook, async ({ caller: { accountId }, params }) => {
      const id = await db.asAccount(accountId, async (tx) => {
        const { webhooks } = await readAlertSettings(tx, accountId)
        if (!webhooks.some(({ key }) => key === params.key)) throw notFound(`Webhook '${params.key}'`)
        const text = 'This is a test message of Switchyard: the webhook works.'
        const content = { body: webhookBody('alert.test', new Date(), text, []) }
        return insertTestMessage(tx, accountId, {
          channel: 'webhook',
          recipient: params.key,
          subject: 'Test message',
          content,
        })
      })
      return sendNow(accountId, id)
    }),
    handle(listAlertMessages, async ({ caller: { accountId }, query }) => {
      const { below, limit } = idPage(query)
      const rows = await db.asAccount(
        accountId,
        (tx) => tx<MessageRow[]>`
          SELECT ${messageColumns(tx)} FROM messages m
          WHERE m.account_id = current_account() AND m.id < ${below}::bigint
          ORDER BY m.id DESC LIMIT ${limit + 1}`,
      )
      const page = pageOf(rows, limit)
      return { messages: page.rows.map(shownMessage), nextCursor: page.nextCursor }
    }),
  ]
}

function shown(stored: StoredAlertSettings) {
  return { ...maskedSettings(stored), updatedAt: stored.updatedAt?.toISOString() ?? null }
}
