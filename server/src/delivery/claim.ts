// Takes work off the queue: one statement for many destinations claims dispatches, writes their attempt rows ahead of the first
// byte, and brings back everything that is needed to render the requests.

import type { Sql } from 'postgres'

import type { FieldValues } from '@switchyard/core/lead/facts.ts'
import type { ConsentState, Method } from '@switchyard/core/lead/states.ts'

export interface Want {
  readonly accountId: string
  readonly delivery: string
  readonly count: number
}

export interface Claimed {
  readonly accountId: string
  readonly dispatchId: string
  readonly attemptId: string
  readonly attemptAt: Date
  readonly tries: number
  readonly delivery: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly leadId: string
  readonly receivedAt: Date
  readonly revision: number
  readonly campaign: string
  readonly supplier: string | null
  readonly source: string | null
  readonly method: Method
  readonly country: string | null
  readonly consentEmail: ConsentState
  readonly consentSms: ConsentState
  readonly test: boolean
  readonly fields: FieldValues
  readonly raw: Readonly<Record<string, unknown>>
  /** An earlier attempt of this dispatch ended without a known answer. */
  readonly priorUnknown: boolean
}

export async function claim(engine: Sql, workerId: string, wants: readonly Want[]): Promise<Claimed[]> {
  const rows = wants.map((want) => ({ account_id: want.accountId, delivery: want.delivery, count: want.count }))
  return engine<Claimed[]>`
    WITH want AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS w (account_id bigint, delivery text, count int)
    ), due AS (
      -- Class by class, so that a class full of later retries is not read through on the way to the next one.
      SELECT p.account_id, p.id, row_number() OVER (PARTITION BY w.account_id, w.delivery ORDER BY p.class, p.due_at, p.id) AS place,
        w.count
      FROM want w CROSS JOIN generate_series(0, 3) AS c (class) CROSS JOIN LATERAL (
        SELECT d.account_id, d.id, d.class, d.due_at FROM dispatches d
        WHERE d.account_id = w.account_id AND d.delivery = w.delivery AND d.class = c.class AND d.state = 'queued'
          AND d.due_at <= now()
        ORDER BY d.due_at, d.id LIMIT w.count FOR UPDATE SKIP LOCKED
      ) p
    ), taken AS (
      UPDATE dispatches d
      SET state = 'sending', worker = ${workerId}::uuid, current_attempt = nextval('attempt_ids'), tries = d.tries + 1
      FROM due
      WHERE d.account_id = due.account_id AND d.id = due.id AND due.place <= due.count
      RETURNING d.account_id, d.id, d.current_attempt, d.tries, d.delivery, d.lead_id, d.lead_received_at, d.created_at, d.expires_at
    ), work AS (
      SELECT t.*, l.revision, l.received_at, l.campaign, l.supplier, l.source, l.method, l.country, l.consent_email, l.consent_sms,
        l.test, v.fields, v.raw
      FROM taken t
      JOIN leads l ON l.account_id = t.account_id AND l.id = t.lead_id AND l.received_at = t.lead_received_at
      JOIN lead_data v ON v.account_id = t.account_id AND v.lead_id = t.lead_id AND v.received_at = t.lead_received_at
    ), ahead AS (
      INSERT INTO attempts (account_id, id, at, dispatch_id, lead_id, delivery, number, worker, lead_revision)
      SELECT w.account_id, w.current_attempt, date_trunc('milliseconds', now()), w.id, w.lead_id, w.delivery, w.tries, ${workerId}::uuid, w.revision FROM work w
    )
    SELECT w.account_id::text AS "accountId", w.id::text AS "dispatchId", w.current_attempt::text AS "attemptId",
      -- In whole milliseconds, as JavaScript keeps them: the result finds its attempt by this time.
      date_trunc('milliseconds', now()) AS "attemptAt", w.tries, w.delivery, w.created_at AS "createdAt", w.expires_at AS "expiresAt",
      w.lead_id::text AS "leadId", w.received_at AS "receivedAt", w.revision, w.campaign, w.supplier, w.source, w.method, w.country,
      w.consent_email AS "consentEmail", w.consent_sms AS "consentSms", w.test, w.fields, w.raw,
      w.tries > 1 AND EXISTS (
        SELECT 1 FROM attempts a
        WHERE a.account_id = w.account_id AND a.lead_id = w.lead_id AND a.dispatch_id = w.id AND a.outcome = 'unknown'
      ) AS "priorUnknown"
    FROM work w`
}
