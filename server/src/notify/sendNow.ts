import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { testMailAccount } from '@switchyard/contract/notify/testMailAccount.ts'

import { databaseNow } from '../db/clock.ts'
import { notFound } from '../http/problem.ts'
import { readTestMessage } from './claimMessages.ts'
import { deliverMessage, type Channels } from './deliverMessage.ts'
import { afterTry, finishMessage } from './finishMessage.ts'

/** Sends a test message once, while its request waits. */
export type SendNow = (accountId: string, id: string) => Promise<OutputOf<typeof testMailAccount>>

export function createSendNow(channels: Channels): SendNow {
  return async (accountId, id) => {
    const message = await readTestMessage(channels.engine, accountId, id)
    if (!message) throw notFound(`Message ${id}`)
    const startedMs = performance.now()
    const outcome = await deliverMessage(channels, message)
    const durationMs = Math.round(performance.now() - startedMs)
    await finishMessage(channels.engine, message, outcome, afterTry(message, outcome, databaseNow(), 0))
    return { passed: outcome.kind === 'sent', reason: outcome.reason, durationMs }
  }
}
