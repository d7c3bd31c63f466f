// The order of events. An id is given when a row is written, and rows commit in another order than that: a reader who goes by ids
// would pass over one that commits late. So committed rows get a place, under a lock, one batch after the other: whoever sees a
// place sees every place below it.
//
// Listeners ask a few times a second, and nobody asks while nobody listens. NOTIFY would make every commit that tells something
// wait in one line behind a lock of the whole server, would be lost while a connection is away, and would need this table all the same.

import type { Sql, TransactionSql } from 'postgres'

import type { StreamTopic } from '@switchyard/contract/stream/topics.ts'

import { advisoryLocks } from '../db/advisoryLocks.ts'

export interface PlacedEvent {
  readonly accountId: string
  readonly place: bigint
  readonly topic: StreamTopic
  /** JSON in one line. */
  readonly data: string
}

/** An account, and the place up to which everything of it is known. */
export interface Known {
  readonly accountId: string
  readonly last: bigint
}

/** Whether these accounts have events that are not placed yet, and events behind what is known. */
export async function lookForEvents(
  engine: Sql,
  known: readonly Known[],
): Promise<{ readonly unplaced: boolean; readonly placed: boolean }> {
  const rows = rowsOf(known)
  const [found] = await engine<{ unplaced: boolean; placed: boolean }[]>`
    SELECT bool_or(EXISTS (SELECT 1 FROM stream_events e WHERE e.account_id = k.account_id AND e.place IS NULL)) AS unplaced,
      bool_or(EXISTS (SELECT 1 FROM stream_events e WHERE e.account_id = k.account_id AND e.place > k.last)) AS placed
    FROM json_to_recordset(${rows}::text::json) AS k (account_id bigint, last bigint)`
  return { unplaced: found?.unplaced === true, placed: found?.placed === true }
}

/** Gives every committed event of these accounts its place. */
export async function placeEvents(engine: Sql, accounts: readonly string[]): Promise<void> {
  const ids = [...accounts]
  await engine.begin(async (tx) => {
    // In a statement of its own: what others placed while we waited is seen by the next one.
    await tx`SELECT pg_advisory_xact_lock(${advisoryLocks.streamPlaces})`
    await tx`
      UPDATE stream_events e SET place = n.place
      FROM (
        SELECT u.account_id, u.id, nextval('stream_places') AS place
        FROM (
          SELECT w.account_id, w.id FROM stream_events w
          WHERE w.account_id = ANY(${ids}::bigint[]) AND w.place IS NULL ORDER BY w.id
        ) u
      ) n
      WHERE e.account_id = n.account_id AND e.id = n.id AND e.place IS NULL`
  })
}

/** In order; of each account a stretch without gaps. */
export async function readPlaced(engine: Sql, known: readonly Known[], limit: number): Promise<PlacedEvent[]> {
  const rows = await engine<EventRow[]>`
    SELECT e.account_id::text AS "accountId", e.place::text AS place, e.topic, e.data::text AS data
    FROM json_to_recordset(${rowsOf(known)}::text::json) AS k (account_id bigint, last bigint)
    JOIN stream_events e ON e.account_id = k.account_id AND e.place > k.last
    ORDER BY e.place LIMIT ${limit}`
  return rows.map(eventOf)
}

export async function newestPlace(engine: Sql, accountId: string): Promise<bigint> {
  const [row] = await engine<{ newest: string }[]>`
    SELECT coalesce(max(e.place), 0)::text AS newest FROM stream_events e WHERE e.account_id = ${accountId} AND e.place IS NOT NULL`
  return BigInt(row?.newest ?? '0')
}

/** One page of what an account has after a place; runs as the account itself. */
export async function readOwn(
  tx: TransactionSql,
  topics: readonly StreamTopic[],
  after: bigint,
  limit: number,
): Promise<PlacedEvent[]> {
  const rows = await tx<EventRow[]>`
    SELECT e.account_id::text AS "accountId", e.place::text AS place, e.topic, e.data::text AS data FROM stream_events e
    WHERE e.account_id = current_account() AND e.place > ${after.toString()}::bigint AND e.topic = ANY(${[...topics]}::text[])
    ORDER BY e.place LIMIT ${limit}`
  return rows.map(eventOf)
}

/** The account's newest place, and whether the event at `place` is still kept. */
export async function standOf(
  tx: TransactionSql,
  place: bigint,
): Promise<{ readonly newest: bigint; readonly isKept: boolean }> {
  const [row] = await tx<{ newest: string; isKept: boolean }[]>`
    SELECT coalesce(max(e.place), 0)::text AS newest, coalesce(bool_or(e.place = ${place.toString()}::bigint), false) AS "isKept"
    FROM stream_events e WHERE e.account_id = current_account() AND e.place IS NOT NULL`
  return { newest: BigInt(row?.newest ?? '0'), isKept: row?.isKept === true }
}

function rowsOf(known: readonly Known[]): string {
  return JSON.stringify(known.map(({ accountId, last }) => ({ account_id: accountId, last: last.toString() })))
}

type EventRow = Omit<PlacedEvent, 'place'> & { readonly place: string }

function eventOf(row: EventRow): PlacedEvent {
  return { ...row, place: BigInt(row.place) }
}
