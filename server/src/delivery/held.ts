// Held dispatches: those whose time has come, and those that wait for a place in a full cap.

import type { Sql, TransactionSql } from 'postgres'

import { mayBecome } from '../queue/mayBecome.ts'

export interface Held {
  readonly accountId: string
  readonly id: string
  readonly leadId: string
  readonly campaign: string
  readonly delivery: string
  readonly test: boolean
  /** Beside the caps: it takes no places. */
  readonly overCap: boolean
}

/** Locks them; dispatches that another process has at hand are passed over. */
export function lockDue(tx: TransactionSql, most: number): Promise<Held[]> {
  return tx<Held[]>`
    SELECT ${columns(tx)}
    FROM dispatches d WHERE ${mayBecome(tx, 'queued', ['held'])} AND d.due_at <= now()
    ORDER BY d.due_at, d.id LIMIT ${most} FOR UPDATE SKIP LOCKED`
}

export interface Queue {
  readonly accountId: string
  readonly delivery: string
  readonly test: boolean
}

/** Which of these deliveries have leads that wait for a place. One look at an index for each. */
export async function whoWaits(engine: Sql, queues: readonly Queue[]): Promise<Queue[]> {
  return engine<Queue[]>`
    SELECT r.account_id::text AS "accountId", r.delivery, r.test
    FROM json_to_recordset(${JSON.stringify(queues.map(rowOf))}::text::json) AS r (account_id bigint, delivery text, test boolean)
    WHERE EXISTS (
      SELECT FROM dispatches d
      WHERE d.account_id = r.account_id AND d.delivery = r.delivery AND d.test = r.test AND d.state = 'held' AND d.waits_for_place)`
}

/**
 * Locks the next who wait there, oldest first, at most `most`. Those that are due before `resetAt` are left out: their window has
 * begun and they have a moment of their own in it.
 */
export function lockWaiting(tx: TransactionSql, queue: Queue, most: number, resetAt: Date | null): Promise<Held[]> {
  const own = resetAt === null ? tx`` : tx`AND d.due_at >= ${resetAt}`
  return tx<Held[]>`
    SELECT ${columns(tx)}
    FROM dispatches d
    WHERE d.account_id = ${queue.accountId} AND d.delivery = ${queue.delivery} AND d.test = ${queue.test} AND d.waits_for_place
      AND ${mayBecome(tx, 'queued', ['held'])} ${own}
    ORDER BY d.id LIMIT ${most} FOR UPDATE SKIP LOCKED`
}

function columns(tx: TransactionSql) {
  return tx`d.account_id::text AS "accountId", d.id::text AS id, d.lead_id::text AS "leadId", d.campaign, d.delivery, d.test,
      d.over_cap AS "overCap"`
}

function rowOf({ accountId, delivery, test }: Queue): Record<string, unknown> {
  return { account_id: accountId, delivery, test }
}
