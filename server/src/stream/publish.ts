// Puts events on the stream. They are rows, so that they come about with the change they tell of or not at all, any process can
// send them on, and who was away for a while can read what was missed.

import type { Sql, TransactionSql } from 'postgres'

import type { StreamTopic } from '@switchyard/contract/stream/topics.ts'

export interface NewEvent {
  readonly accountId: string
  readonly topic: StreamTopic
  readonly data: object
}

export async function publish(
  tx: Sql | TransactionSql,
  accountId: string,
  topic: StreamTopic,
  data: object,
): Promise<void> {
  await publishAll(tx, [{ accountId, topic, data }])
}

export async function publishAll(tx: Sql | TransactionSql, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(({ accountId, topic, data }) => ({ account_id: accountId, topic, data }))
  await tx`
    INSERT INTO stream_events (account_id, topic, data)
    SELECT r.account_id, r.topic, r.data
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (account_id bigint, topic text, data jsonb)`
}
