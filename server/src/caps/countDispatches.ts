// What a window of a delivery or a buyer should hold, worked out from the dispatches themselves.

import type { TransactionSql } from 'postgres'

import { bucketMs } from '@switchyard/core/caps/rolling.ts'

import { databaseNow } from '../db/clock.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { AccountCap, CapSubject } from './accountCaps.ts'
import { asksOf } from './slots.ts'
import type { Recount } from './recount.ts'

type DispatchSubject = Extract<CapSubject, { kind: 'delivery' | 'buyer' }>

/** What is still in flight may be as old as this and a little more. */
const longestWayDays = 40

/**
 * A dispatch counts where its place is written down. One without a place in any window of this cap (it was made before there was
 * such a cap, or under another zone) counts by the moment it was made or released.
 */
export async function countDispatches(
  tx: TransactionSql,
  setup: AccountSetup,
  cap: AccountCap,
  subject: DispatchSubject,
): Promise<Recount> {
  const { slot } = cap
  const inFlight = tx`d.state IN ('queued', 'sending', 'pending', 'review')`
  const isRolling = slot.spanMs !== null
  const used = isRolling ? tx`d.state = 'accepted' AND d.settled_at > ${edgeOf(slot.spanMs)}` : tx`d.state = 'accepted'`
  const taken = slot.isMoney ? tx`coalesce((d.place ->> 'amount')::bigint, a.asks, 0)` : tx`1`
  const booked = slot.isMoney ? tx`coalesce(d.price, 0)` : tx`1`
  const [row] = await tx<{ reserved: string; used: string; overCap: string; unsure: string }[]>`
    SELECT coalesce(sum(${taken}) FILTER (WHERE ${inFlight} AND NOT d.over_cap), 0) AS reserved,
      coalesce(sum(${booked}) FILTER (WHERE ${used} AND NOT d.over_cap), 0) AS used,
      coalesce(sum(${booked}) FILTER (WHERE ${used} AND d.over_cap), 0) AS "overCap",
      -- Beside the edge of a rolling window: a bucket's clock and a row's clock are not the same one.
      coalesce(sum(${booked}) FILTER (WHERE d.state = 'accepted' AND abs(extract(epoch FROM d.settled_at - ${edgeOf(slot.spanMs)})) < 5), 0)
        AS unsure
    FROM (
      SELECT d.*, (
        SELECT p FROM jsonb_array_elements(d.reserved) p
        WHERE p ->> 'scope' = ${slot.scope} AND p ->> 'period' = ${slot.window} AND p ->> 'start' = ${slot.start.toISOString()}
        LIMIT 1) AS place
      FROM dispatches d
      WHERE ${ownOf(tx, cap, subject)} AND d.state IN ('accepted', 'queued', 'sending', 'pending', 'review')
    ) d
    LEFT JOIN json_to_recordset(${asksText(setup)}::text::json) AS a (delivery text, asks bigint) ON a.delivery = d.delivery
    WHERE ${memberOf(tx, cap)}`
  if (!row) throw new Error('A sum answered no row')
  return {
    reserved: BigInt(row.reserved),
    used: BigInt(row.used),
    overCap: BigInt(row.overCap),
    unsure: isRolling ? BigInt(row.unsure) : 0n,
  }
}

/**
 * Writes the place into dispatches in flight that have none, so that it is given back or used when they end. Locks them, which
 * comes before locking the window.
 */
export async function adoptDispatches(
  tx: TransactionSql,
  setup: AccountSetup,
  cap: AccountCap,
  subject: DispatchSubject,
): Promise<void> {
  const { slot } = cap
  const place = {
    ...slot.ref,
    start: slot.start.toISOString(),
    end: slot.end?.toISOString() ?? null,
  }
  const amount = slot.isMoney ? tx`|| jsonb_build_object('amount', coalesce(a.asks, 0)::text)` : tx``
  await tx`
    WITH open AS (
      SELECT d.id, d.delivery FROM dispatches d
      WHERE ${ownOf(tx, cap, subject)} AND d.state IN ('queued', 'sending', 'pending', 'review') AND NOT d.over_cap
        AND NOT coalesce(d.reserved, '[]') @> ${JSON.stringify([named(place)])}::text::jsonb
        AND ${memberOf(tx, cap)}
      ORDER BY d.id FOR UPDATE)
    UPDATE dispatches d
    SET reserved = coalesce(d.reserved, '[]') || jsonb_build_array(${JSON.stringify(place)}::text::jsonb ${amount})
    FROM open
    LEFT JOIN json_to_recordset(${asksText(setup)}::text::json) AS a (delivery text, asks bigint) ON a.delivery = open.delivery
    WHERE d.account_id = ${slot.accountId} AND d.id = open.id`
}

/** The buckets of a rolling window, from the times at which leads were accepted. */
export async function countBuckets(
  tx: TransactionSql,
  cap: AccountCap,
  subject: DispatchSubject,
): Promise<{ start: Date; used: string; overCap: string }[]> {
  const { slot } = cap
  const booked = slot.isMoney ? tx`coalesce(d.price, 0)` : tx`1`
  const seconds = bucketMs(slot.spanMs ?? 0) / 1000
  return tx<{ start: Date; used: string; overCap: string }[]>`
    SELECT to_timestamp(floor(extract(epoch FROM d.settled_at) / ${seconds}::int) * ${seconds}::int) AS start,
      coalesce(sum(${booked}) FILTER (WHERE NOT d.over_cap), 0) AS used,
      coalesce(sum(${booked}) FILTER (WHERE d.over_cap), 0) AS "overCap"
    FROM dispatches d
    WHERE ${ownOf(tx, cap, subject)} AND d.state = 'accepted' AND d.settled_at > ${edgeOf(slot.spanMs)}
    GROUP BY 1`
}

function ownOf(tx: TransactionSql, { slot, test }: AccountCap, subject: DispatchSubject) {
  const whose = subject.kind === 'delivery' ? tx`d.delivery = ${subject.delivery}` : tx`d.buyer = ${subject.buyer}`
  const own = tx`d.account_id = ${slot.accountId} AND ${whose} AND d.test = ${test}`
  const span = spanOf(slot)
  if (span === null) return own
  return tx`${own} AND (d.created_at BETWEEN ${span.from} AND ${span.to} OR d.released_at BETWEEN ${span.from} AND ${span.to})`
}

/** The times at which what concerns the window was made, with a margin for the moments between deciding and writing. */
function spanOf({ start, end, spanMs }: AccountCap['slot']): { from: Date; to: Date } | null {
  const marginMs = 3_600_000
  if (spanMs !== null) {
    return {
      from: new Date(databaseNow().getTime() - spanMs - longestWayDays * 86_400_000),
      to: new Date(databaseNow().getTime() + marginMs),
    }
  }
  return end === null ? null : { from: new Date(start.getTime() - marginMs), to: new Date(end.getTime() + marginMs) }
}

function memberOf(tx: TransactionSql, { slot }: AccountCap) {
  const { scope, window, start, end, spanMs } = slot
  if (spanMs !== null || end === null) return tx`true`
  const from = start.toISOString()
  const to = end.toISOString()
  return tx`CASE
      WHEN coalesce(d.reserved, '[]') @> ${JSON.stringify([{ scope, period: window, start: from }])}::text::jsonb THEN true
      WHEN EXISTS (
        SELECT FROM jsonb_array_elements(d.reserved) p
        WHERE p ->> 'scope' = ${scope} AND p ->> 'period' = ${window}
          AND ((p ->> 'end')::timestamptz <= ${from} OR (p ->> 'start')::timestamptz >= ${to})) THEN false
      ELSE coalesce(d.released_at, d.created_at) >= ${from} AND coalesce(d.released_at, d.created_at) < ${to} END`
}

function named({ scope, period, start }: { scope: string; period: string; start: string }) {
  return { scope, period, start }
}

/** Where a rolling window begins now; for others a time that nothing is before. */
function edgeOf(spanMs: number | null): Date {
  if (spanMs === null) return new Date(0)
  const bucket = bucketMs(spanMs)
  return new Date(Math.floor((databaseNow().getTime() - spanMs) / bucket) * bucket)
}

/** What a lead is expected to bring, by delivery. */
function asksText({ deliveries }: AccountSetup): string {
  return JSON.stringify([...deliveries.values()].map(({ key, doc }) => ({ delivery: key, asks: asksOf(doc) })))
}
