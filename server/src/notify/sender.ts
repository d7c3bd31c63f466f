// Sends the messages that wait, in the roles `all` and `worker`.

import { databaseNow } from '../db/clock.ts'
import { claimMessages, reclaimMessages, type ClaimedMessage } from './claimMessages.ts'
import { deliverMessage, type Channels } from './deliverMessage.ts'
import { afterTry, finishMessage } from './finishMessage.ts'

export interface MessageSender {
  /** Ends when what is under way has its outcome written. */
  stop(): Promise<void>
}

export interface SenderParts extends Channels {
  readonly workerId: string
  readonly random: () => number
  readonly log: { warn(fields: object, message: string): void; error(fields: object, message: string): void }
}

const lookEveryMs = 1_000
const tidyEveryMs = 3_600_000
const finishTries = 5
const finishPauseMs = 1_000

export function startMessageSender(parts: SenderParts): MessageSender {
  const { engine, log } = parts
  let running: Promise<void> | null = null
  let stopped = false
  let tidiedMs = 0

  async function run(): Promise<void> {
    const { unknown } = await reclaimMessages(engine)
    if (unknown > 0)
      log.error({ count: unknown }, 'e-mails were under way in a process that stopped; they are not sent again')
    if (performance.now() - tidiedMs > tidyEveryMs || tidiedMs === 0) {
      tidiedMs = performance.now()
      await removeOldMessages()
    }
    await sendWaiting()
  }

  async function sendWaiting(): Promise<void> {
    if (stopped) return
    const messages = await claimMessages(engine, parts.workerId)
    if (messages.length === 0) return
    await Promise.all(messages.map(tryMessage))
    await sendWaiting()
  }

  async function tryMessage(message: ClaimedMessage): Promise<void> {
    const outcome = await deliverMessage(parts, message).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      return { kind: 'notSent', reason } as const
    })
    const standing = afterTry(message, outcome, databaseNow(), parts.random())
    const { accountId, id, channel } = message
    if (standing.state !== 'sent') log.warn({ accountId, message: id, channel, ...outcome }, 'a message was not sent')
    await finish(message, outcome, standing)
  }

  /** The database may be away for a moment; after that the lease runs out, and the message is known to be in doubt. */
  async function finish(...[message, outcome, standing]: [ClaimedMessage, ...Outcome]): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await finishMessage(engine, message, outcome, standing)
      } catch (error) {
        if (tries === finishTries)
          return log.error({ error, message: message.id }, 'what became of a message is not written')
        await new Promise((wake) => setTimeout(wake, finishPauseMs))
      }
    }
  }

  async function removeOldMessages(): Promise<void> {
    await engine`
      WITH gone AS (
        DELETE FROM messages m WHERE m.created_at < now() - interval '30 days' AND m.ended_at IS NOT NULL
        RETURNING m.account_id, m.id
      )
      DELETE FROM message_alerts a USING gone g WHERE a.account_id = g.account_id AND a.message_id = g.id`
  }

  const timer = setInterval(() => {
    running ??= run()
      .catch((error: unknown) => log.warn({ error }, 'messages could not be sent'))
      .finally(() => (running = null))
  }, lookEveryMs)

  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

type Outcome = [outcome: Parameters<typeof finishMessage>[2], standing: Parameters<typeof finishMessage>[3]]
