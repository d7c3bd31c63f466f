// One try of one message by its channel, with the settings of this moment.

import type { Sql } from 'postgres'

import { assertNever } from '@switchyard/core/assert.ts'

import { openWebhookSecret, readAlertSettings } from '../alerts/settings.ts'
import type { Outbound } from '../connectors/http/outbound.ts'
import type { Sealer } from '../setup/sealing.ts'
import type { ClaimedMessage } from './claimMessages.ts'
import { openMailAccount, readMailAccount } from './mailAccount.ts'
import type { Mailer } from './mailer.ts'
import { postWebhook } from './postWebhook.ts'
import type { SendOutcome } from './sendOutcome.ts'

export interface Channels {
  readonly engine: Sql
  readonly sealer: Sealer
  readonly outbound: Outbound
  readonly mailer: Mailer
}

/** Never rejects for what a channel does; rejects when the database is away before anything was sent. */
export async function deliverMessage(channels: Channels, message: ClaimedMessage): Promise<SendOutcome> {
  switch (message.channel) {
    case 'webhook':
      return toWebhook(channels, message)
    case 'email':
      return toMailbox(channels, message)
    default:
      return assertNever(message.channel)
  }
}

async function toWebhook(channels: Channels, message: ClaimedMessage): Promise<SendOutcome> {
  const { accountId, recipient, content } = message
  const { webhooks } = await readAlertSettings(channels.engine, accountId)
  const webhook = webhooks.find(({ key }) => key === recipient)
  if (!webhook?.secret || !('body' in content))
    return { kind: 'refused', reason: 'This webhook is not set up any more' }
  const secret = opened(() => openWebhookSecret(channels.sealer, accountId, recipient, webhook.secret ?? ''))
  if (secret === null) return unreadable
  return postWebhook(channels.outbound, {
    url: webhook.url,
    secret,
    id: `msg_${accountId}_${message.id}`,
    body: content.body,
    at: new Date(),
  })
}

async function toMailbox(channels: Channels, message: ClaimedMessage): Promise<SendOutcome> {
  const { accountId, recipient, content, subject } = message
  const stored = await readMailAccount(channels.engine, accountId)
  if (!stored || !('text' in content)) return { kind: 'refused', reason: 'No mail server is set up' }
  const account = opened(() => openMailAccount(channels.sealer, accountId, stored))
  if (account === null) return unreadable
  return channels.mailer.send(account, {
    to: recipient.split(', '),
    subject,
    text: content.text,
    html: content.html,
    messageId: `switchyard.${accountId}.${message.id}`,
    at: new Date(),
  })
}

const unreadable: SendOutcome = {
  kind: 'notSent',
  reason: 'Its secret cannot be read with this SWITCHYARD_SECRET; set the old key or write the secret again',
}

function opened<T>(open: () => T): T | null {
  try {
    return open()
  } catch {
    return null
  }
}
