// Takes work off the queue: one statement for many destinations claims dispatches, writes their attempt rows ahead of the first
// byte, and brings back everything that is needed to render the requests.

import type { Sql } from 'postgres'

import { freshForMs, streams, type Stream } from '@switchyard/core/delivery/streams.ts'
import type { FieldValues } from '@switchyard/core/lead/facts.ts'
import type { ConsentState, Method } from '@switchyard/core/lead/states.ts'

import { dispatchClass } from '../queue/dispatches.ts'
import { mayBecome } from '../queue/mayBecome.ts'

export interface Want {
  readonly accountId: string
  readonly delivery: string
  /** Index into `streams`. */
  readonly stream: number
  readonly count: number
}

export interface Claimed {
  readonly accountId: string
  /** Index into `streams`. */
  readonly stream: number
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

/** Where the rows of each stream stand: their class, and between which ages (in seconds since they were due) they are. */
const places = {
  fresh: { class: dispatchClass.live, fromAge: 0, toAge: freshForMs / 1000 },
  waited: { class: dispatchClass.live, fromAge: freshForMs / 1000, toAge: null },
  retry: { class: dispatchClass.retry, fromAge: 0, toAge: null },
  redelivery: { class: dispatchClass.redelivery, fromAge: 0, toAge: null },
  bulk: { class: dispatchClass.bulk, fromAge: 0, toAge: null },
} as const satisfies Readonly<Record<Stream, object>>
const placeByIndex = streams.map((stream) => places[stream])
/** Older than any dispatch can be. */
const everAgo = 1e9

export async function claim(engine: Sql, workerId: string, wants: readonly Want[]): Promise<Claimed[]> {
  const rows = wants.map((want) => {
    const place = placeByIndex[want.stream]
    return {
      a: want.accountId,
      d: want.delivery,
      s: want.stream,
      n: want.count,
      c: place?.class,
      f: place?.fromAge,
      t: place?.toAge ?? everAgo,
    }
  })
  return engine<Claimed[]>`
    WITH want AS (
      SELECT w.a AS account_id, w.d AS delivery, w.s AS stream, w.n AS count, w.c AS class,
        now() - make_interval(secs => w.f) AS newest, now() - make_interval(secs => w.t) AS oldest
      FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
        AS w (a bigint, d text, s smallint, n int, c smallint, f float8, t float8)
    ), due AS (
      -- Stream by stream, each by one range of the index: what another stream holds is not read on the way.
      SELECT p.account_id, p.id, w.stream
      FROM want w CROSS JOIN LATERAL (
        SELECT d.account_id, d.id FROM dispatches d
        WHERE d.account_id = w.account_id AND d.delivery = w.delivery AND d.class = w.class AND ${mayBecome(engine, 'sending')}
          AND d.due_at <= w.newest AND d.due_at > w.oldest AND NOT d.erased
        ORDER BY d.due_at, d.id LIMIT w.count FOR UPDATE SKIP LOCKED
      ) p
    ), taken AS (
      UPDATE dispatches d
      SET state = 'sending', worker = ${workerId}::uuid, current_attempt = nextval('attempt_ids'), tries = d.tries + 1
      FROM due
      WHERE d.account_id = due.account_id AND d.id = due.id
      RETURNING due.stream, d.account_id, d.id, d.current_attempt, d.tries, d.delivery, d.lead_id, d.lead_received_at, d.created_at,
        d.expires_at, d.due_at
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
    SELECT w.account_id::text AS "accountId", w.stream, w.id::text AS "dispatchId", w.current_attempt::text AS "attemptId",
      -- In whole milliseconds, as JavaScript keeps them: the result finds its attempt by this time.
      date_trunc('milliseconds', now()) AS "attemptAt", w.tries, w.delivery, w.created_at AS "createdAt", w.expires_at AS "expiresAt",
      w.lead_id::text AS "leadId", w.received_at AS "receivedAt", w.revision, w.campaign, w.supplier, w.source, w.method, w.country,
      w.consent_email AS "consentEmail", w.consent_sms AS "consentSms", w.test, w.fields, w.raw,
      w.tries > 1 AND EXISTS (
        SELECT 1 FROM attempts a
        WHERE a.account_id = w.account_id AND a.lead_id = w.lead_id AND a.dispatch_id = w.id AND a.outcome = 'unknown'
      ) AS "priorUnknown"
    FROM work w
    ORDER BY w.due_at, w.id`
}
