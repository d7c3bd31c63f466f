import type { Sql } from 'postgres'

import { retryMessageAt } from '@switchyard/core/alerts/retryMessage.ts'
import { assertNever } from '@switchyard/core/assert.ts'

import type { ClaimedMessage } from './claimMessages.ts'
import type { SendOutcome } from './sendOutcome.ts'

type Standing =
  | { readonly state: 'sent' | 'failed' | 'unknown'; readonly dueAt: null }
  | { readonly state: 'waiting'; readonly dueAt: Date }

/** What a try makes of a message. Pure. A test is tried once; whatever may have arrived as an e-mail is not tried again. */
export function afterTry(
  message: Pick<ClaimedMessage, 'event' | 'tries' | 'createdAt'>,
  outcome: SendOutcome,
  now: Date,
  draw: number,
): Standing {
  switch (outcome.kind) {
    case 'sent':
    case 'unknown':
      return { state: outcome.kind, dueAt: null }
    case 'refused':
      return { state: 'failed', dueAt: null }
    case 'notSent': {
      const dueAt = message.event === 'test' ? null : retryMessageAt(message.tries, message.createdAt, now, draw)
      return dueAt === null ? { state: 'failed', dueAt } : { state: 'waiting', dueAt }
    }
    default:
      return assertNever(outcome)
  }
}

/** Nothing is written when the try was given up meanwhile: then it stands as unknown, or another try is under way. */
export async function finishMessage(
  engine: Sql,
  message: ClaimedMessage,
  outcome: SendOutcome,
  standing: Standing,
): Promise<void> {
  const { state, dueAt } = standing
  await engine`
    UPDATE messages m SET state = ${state}, reason = ${outcome.reason}, due_at = coalesce(${dueAt}::timestamptz, m.due_at),
      ended_at = CASE WHEN ${state} = 'waiting' THEN NULL ELSE now() END, current_try = NULL, worker = NULL, lease_until = NULL
    WHERE m.account_id = ${message.accountId} AND m.id = ${message.id}::bigint AND m.state = 'sending'
      AND m.current_try IS NOT DISTINCT FROM ${message.tryId}::uuid`
}
