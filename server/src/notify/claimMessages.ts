// Messages that are due, claimed by one process: committed before a byte of them leaves.

import { randomUUID } from 'node:crypto'

import type { Sql } from 'postgres'

import type { ChannelKind, MessageEvent } from '@switchyard/contract/alerts/words.ts'

import { deadAfterSeconds } from '../delivery/lease.ts'
import type { MessageContent } from './messageRow.ts'

export interface ClaimedMessage {
  readonly accountId: string
  readonly id: string
  readonly channel: ChannelKind
  readonly recipient: string
  readonly event: MessageEvent
  readonly subject: string
  readonly content: MessageContent
  readonly createdAt: Date
  /** This try included. */
  readonly tries: number
  /** The fence; null for a message that its own request sends. */
  readonly tryId: string | null
}

const mostAtOnce = 10
/** Longer than any try takes: who has not come back by then never will. */
const leaseSeconds = 180

export async function claimMessages(engine: Sql, workerId: string): Promise<readonly ClaimedMessage[]> {
  return engine<ClaimedMessage[]>`
    UPDATE messages m SET state = 'sending', current_try = ${randomUUID()}::uuid, worker = ${workerId}::uuid, tries = m.tries + 1,
      lease_until = now() + make_interval(secs => ${leaseSeconds})
    FROM (
      SELECT d.account_id, d.id FROM messages d WHERE d.state = 'waiting' AND d.due_at <= now()
      ORDER BY d.due_at LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED
    ) due
    WHERE m.account_id = due.account_id AND m.id = due.id
    RETURNING m.account_id::text AS "accountId", m.id::text AS id, m.channel, m.recipient, m.event, m.subject, m.content,
      m.created_at AS "createdAt", m.tries, m.current_try AS "tryId"`
}

/** The message of a request that sends it itself; null when it is not there any more. */
export async function readTestMessage(engine: Sql, accountId: string, id: string): Promise<ClaimedMessage | null> {
  const [row] = await engine<ClaimedMessage[]>`
    UPDATE messages m SET tries = 1
    WHERE m.account_id = ${accountId} AND m.id = ${id}::bigint AND m.event = 'test' AND m.state = 'sending' AND m.tries = 0
    RETURNING m.account_id::text AS "accountId", m.id::text AS id, m.channel, m.recipient, m.event, m.subject, m.content,
      m.created_at AS "createdAt", m.tries, NULL AS "tryId"`
  return row ?? null
}

/**
 * Messages whose process died while it tried them. A webhook is tried again, its receiver knows it by its id; an e-mail may be in
 * somebody's box already, so it is never sent twice and stands as unknown.
 */
export async function reclaimMessages(engine: Sql): Promise<{ readonly unknown: number }> {
  const lost = await engine<{ state: string }[]>`
    UPDATE messages m SET
      state = CASE WHEN m.channel = 'webhook' AND m.event <> 'test' THEN 'waiting' ELSE 'unknown' END,
      reason = 'The process that sent it stopped: it may or may not have arrived',
      due_at = now(), current_try = NULL, worker = NULL, lease_until = NULL,
      ended_at = CASE WHEN m.channel = 'webhook' AND m.event <> 'test' THEN NULL ELSE now() END
    WHERE m.state = 'sending' AND (m.lease_until < now() OR (m.worker IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM workers w WHERE w.id = m.worker AND w.stopped_at IS NULL
        AND greatest(w.beat_at, pg_postmaster_start_time()) > now() - make_interval(secs => ${deadAfterSeconds}))))
    RETURNING m.state`
  return { unknown: lost.filter(({ state }) => state === 'unknown').length }
}
