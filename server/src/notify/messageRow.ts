// A message as it is stored, and as the API shows it.

import type { z } from 'zod'
import type { PendingQuery, Row, TransactionSql } from 'postgres'

import type { alertMessage } from '@switchyard/contract/alerts/messages.ts'
import type { ChannelKind, MessageEvent, MessageState } from '@switchyard/contract/alerts/words.ts'

export type MessageContent = { readonly text: string; readonly html: string } | { readonly body: string }

export interface NewMessage {
  readonly channel: ChannelKind
  /** The addresses of an e-mail joined by ", "; the key of a webhook. */
  readonly recipient: string
  readonly event: MessageEvent
  readonly subject: string
  readonly content: MessageContent
}

export interface MessageRow {
  readonly id: string
  readonly channel: ChannelKind
  readonly to: string
  readonly event: MessageEvent
  readonly subject: string
  readonly alerts: readonly string[]
  readonly state: MessageState
  readonly reason: string | null
  readonly tries: number
  readonly createdAt: Date
  readonly dueAt: Date
  readonly endedAt: Date | null
}

/** For `messages m`. */
export function messageColumns(tx: TransactionSql): PendingQuery<Row[]> {
  return tx`m.id::text AS id, m.channel, m.recipient AS "to", m.event, m.subject, m.alerts::text[] AS alerts, m.state, m.reason, m.tries,
    m.created_at AS "createdAt", m.due_at AS "dueAt", m.ended_at AS "endedAt"`
}

export function shownMessage(row: MessageRow): z.output<typeof alertMessage> {
  return {
    ...row,
    alerts: [...row.alerts],
    createdAt: row.createdAt.toISOString(),
    dueAt: row.endedAt === null ? row.dueAt.toISOString() : null,
    endedAt: row.endedAt?.toISOString() ?? null,
  }
}

/** For whoever writes it to send at once: nobody else tries it. Answers its id. */
export async function insertTestMessage(
  tx: TransactionSql,
  accountId: string,
  { channel, recipient, subject, content }: Omit<NewMessage, 'event'>,
): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    INSERT INTO messages (account_id, channel, recipient, event, subject, content, alerts, state, lease_until)
    VALUES (${accountId}, ${channel}, ${recipient}, 'test', ${subject}, ${JSON.stringify(content)}::text::jsonb, '{}', 'sending',
      now() + interval '2 minutes')
    RETURNING id::text AS id`
  if (!row) throw new Error('The message was not written')
  return row.id
}
