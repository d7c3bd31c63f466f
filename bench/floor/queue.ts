// The floor's only table, which is its queue too, and its three statements.

import type { Sql } from 'postgres'

export interface QueuedLead {
  readonly id: string
  readonly body: string
}

export async function createQueue(sql: Sql): Promise<void> {
  await sql`CREATE TABLE floor_leads (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT now(),
    state text NOT NULL DEFAULT 'queued',
    body text NOT NULL,
    settled_at timestamptz
  ) WITH (fillfactor = 80)`
  await sql`CREATE INDEX floor_leads_queued ON floor_leads (id) WHERE state = 'queued'`
}

export async function insertLeads(sql: Sql, bodies: readonly string[]): Promise<void> {
  await sql`INSERT INTO floor_leads (body) SELECT unnest(${sql.array([...bodies])}::text[])`
}

export async function claimLeads(sql: Sql, limit: number): Promise<readonly QueuedLead[]> {
  return await sql<QueuedLead[]>`
    WITH due AS (
      SELECT q.id FROM floor_leads q WHERE q.state = 'queued' ORDER BY q.id LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE floor_leads l SET state = 'sending' FROM due WHERE l.id = due.id RETURNING l.id::text AS id, l.body`
}

export async function settleLeads(sql: Sql, ids: readonly string[], state: 'sold' | 'failed'): Promise<void> {
  if (ids.length === 0) return
  await sql`
    UPDATE floor_leads l SET state = ${state}, settled_at = now()
    FROM unnest(${sql.array([...ids])}::bigint[]) AS done (id) WHERE l.id = done.id`
}
