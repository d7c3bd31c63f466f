// The demo's leads say that they came in over 30 days, but their deliveries all ran a moment ago. This moves what happened to
// each lead back to the time of the lead, all of it by the same span, so that history reads like history.

import type { Sql, TransactionSql } from 'postgres'

interface Shift {
  readonly id: string
  readonly receivedAt: Date
  readonly shiftMs: number
}

/**
 * Leads whose deliveries are still under way are left alone: their results are yet to be written. Running it twice changes
 * nothing. Answers how many leads were moved.
 */
export async function alignTimes(engine: Sql, accountId: string, leadIds: readonly string[]): Promise<number> {
  return engine.begin(async (tx) => {
    const shifts = await shiftsOf(tx, accountId, leadIds)
    if (shifts.length === 0) return 0
    const rows = JSON.stringify(
      shifts.map(({ id, receivedAt, shiftMs }) => ({ id, received_at: receivedAt, shift_ms: shiftMs })),
    )
    // Bodies first: they find their attempt by its time, which is part of both keys.
    await tx`
      UPDATE attempt_bodies b SET at = b.at + s.shift_ms * interval '1 millisecond'
      FROM json_to_recordset(${rows}::text::json) AS s (id bigint, shift_ms bigint)
      JOIN attempts a ON a.account_id = ${accountId} AND a.lead_id = s.id
      WHERE b.account_id = ${accountId} AND b.attempt_id = a.id AND b.at = a.at`
    await tx`
      UPDATE attempts a SET at = a.at + s.shift_ms * interval '1 millisecond'
      FROM json_to_recordset(${rows}::text::json) AS s (id bigint, shift_ms bigint)
      WHERE a.account_id = ${accountId} AND a.lead_id = s.id`
    await tx`
      UPDATE dispatches d
      SET created_at = d.created_at + s.shift_ms * interval '1 millisecond', due_at = d.due_at + s.shift_ms * interval '1 millisecond',
        expires_at = d.expires_at + s.shift_ms * interval '1 millisecond',
        settled_at = d.settled_at + s.shift_ms * interval '1 millisecond'
      FROM json_to_recordset(${rows}::text::json) AS s (id bigint, shift_ms bigint)
      WHERE d.account_id = ${accountId} AND d.lead_id = s.id`
    // What was booked at intake has the lead's time already; sales name their dispatch.
    await tx`
      UPDATE ledger g SET at = g.at + s.shift_ms * interval '1 millisecond'
      FROM json_to_recordset(${rows}::text::json) AS s (id bigint, shift_ms bigint)
      WHERE g.account_id = ${accountId} AND g.lead_id = s.id AND g.dispatch_id IS NOT NULL`
    await tx`
      UPDATE leads l SET updated_at = l.updated_at + s.shift_ms * interval '1 millisecond'
      FROM json_to_recordset(${rows}::text::json) AS s (id bigint, received_at timestamptz, shift_ms bigint)
      WHERE l.account_id = ${accountId} AND l.id = s.id AND l.received_at = s.received_at AND l.updated_at > s.received_at`
    await alignDecisions(tx, accountId, rows)
    return shifts.length
  })
}

/** How far each lead's story has to move so that its first dispatch was made when it came in. In whole milliseconds. */
async function shiftsOf(tx: TransactionSql, accountId: string, leadIds: readonly string[]): Promise<Shift[]> {
  return tx<Shift[]>`
    SELECT l.id::text AS id, l.received_at AS "receivedAt",
      round(extract(epoch FROM l.received_at - min(d.created_at)) * 1000)::float8 AS "shiftMs"
    FROM leads l JOIN dispatches d ON d.account_id = l.account_id AND d.lead_id = l.id
    WHERE l.account_id = ${accountId} AND l.id = ANY(${[...leadIds]}::bigint[])
    GROUP BY l.id, l.received_at
    HAVING bool_and(d.state NOT IN ('queued', 'sending', 'held')) AND l.received_at < min(d.created_at)`
}

/** The later steps of a route are told with their times in the decision. */
async function alignDecisions(tx: TransactionSql, accountId: string, rows: string): Promise<void> {
  await tx`
    UPDATE lead_data v
    SET decision = jsonb_set(v.decision, '{later}', (
      SELECT jsonb_agg(step || jsonb_build_object('at', to_char(
        ((step ->> 'at')::timestamptz + s.shift_ms * interval '1 millisecond') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
      )) ORDER BY place)
      FROM jsonb_array_elements(v.decision -> 'later') WITH ORDINALITY AS e (step, place)))
    FROM json_to_recordset(${rows}::text::json) AS s (id bigint, received_at timestamptz, shift_ms bigint)
    WHERE v.account_id = ${accountId} AND v.lead_id = s.id AND v.received_at = s.received_at
      AND jsonb_array_length(v.decision -> 'later') > 0`
}
