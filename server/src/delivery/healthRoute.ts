// GET /v1/deliveries/{key}/health: what waits, what is under way, and how the destination bears it.

import type { TransactionSql } from 'postgres'

import { showDeliveryHealth } from '@switchyard/contract/deliveries/health.ts'
import type { Breaker } from '@switchyard/core/delivery/breaker.ts'
import { startConcurrency } from '@switchyard/core/delivery/concurrency.ts'
import type { AttemptOutcome } from '@switchyard/core/lead/states.ts'

import type { Database } from '../db/database.ts'
import { notFound } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { dispatchClass } from '../queue/dispatches.ts'
import type { LiveSetup } from '../setup/live.ts'
import { viewHoldsSeconds } from './views.ts'

/** `writeViews`: this process's own view is written anew before it is read; nothing in a process that does not deliver. */
export function deliveryHealthRoute(db: Database, live: LiveSetup, writeViews: () => Promise<void>): Route {
  return handle(showDeliveryHealth, async ({ caller, params }) => {
    const setup = await live.account(caller.accountId)
    const delivery = setup.deliveries.get(params.key)
    if (!delivery) throw notFound(`Delivery '${params.key}'`)
    await writeViews()
    return db.asAccount(caller.accountId, async (tx) => {
      const [counts, due, views, outcomes] = await Promise.all([
        readCounts(tx, params.key),
        readDue(tx, params.key),
        readViews(tx, params.key),
        readOutcomes(tx, params.key),
      ])
      const ageOf = (of: number) => due.find((one) => one.class === of)?.ageMs ?? null
      const sum = (of: (view: View) => number) => views.reduce((total, view) => total + of(view), 0)
      return {
        ...counts,
        inFlight: sum(({ underWay }) => underWay),
        oldestDueAgeMs: {
          live: ageOf(dispatchClass.live),
          retry: ageOf(dispatchClass.retry),
          redelivery: ageOf(dispatchClass.redelivery),
          bulk: ageOf(dispatchClass.bulk),
        },
        breaker: worstBreaker(views),
        // Nobody has anything to say of it: it is as at the start.
        limit: views.length === 0 ? startConcurrency(delivery.doc.concurrency).limit : sum(({ limit }) => limit),
        pausedUntil: latest(views.map(({ pausedUntil }) => pausedUntil)),
        lastHour: Object.fromEntries(outcomes.map(({ outcome, count }) => [outcome, count])),
      }
    })
  })
}

interface View {
  readonly underWay: number
  readonly limit: number
  readonly breaker: Breaker['kind']
  readonly breakerUntil: Date | null
  readonly pausedUntil: Date | null
}

function worstBreaker(views: readonly View[]): { state: Breaker['kind']; until: string | null } {
  const state = (['open', 'probing'] as const).find((kind) => views.some(({ breaker }) => breaker === kind)) ?? 'closed'
  return { state, until: state === 'open' ? latest(views.map(({ breakerUntil }) => breakerUntil)) : null }
}

function latest(times: readonly (Date | null)[]): string | null {
  const inMs = times.flatMap((time) => (time === null ? [] : [time.getTime()]))
  return inMs.length === 0 ? null : new Date(Math.max(...inMs)).toISOString()
}

async function readCounts(tx: TransactionSql, delivery: string): Promise<{ queued: number; held: number }> {
  // One query for each state: the partial index of the queue answers the first.
  const [row] = await tx<{ queued: number; held: number }[]>`
    SELECT
      (SELECT count(*)::int FROM dispatches d
       WHERE d.account_id = current_account() AND d.delivery = ${delivery} AND d.state = 'queued') AS queued,
      (SELECT count(*)::int FROM dispatches d
       WHERE d.account_id = current_account() AND d.delivery = ${delivery} AND d.state = 'held') AS held`
  return row ?? { queued: 0, held: 0 }
}

function readDue(tx: TransactionSql, delivery: string): Promise<{ class: number; ageMs: number }[]> {
  return tx<{ class: number; ageMs: number }[]>`
    SELECT c.class, (extract(epoch FROM now() - first.due_at) * 1000)::int8::float8 AS "ageMs"
    FROM generate_series(0, 3) AS c (class) CROSS JOIN LATERAL (
      SELECT d.due_at FROM dispatches d
      WHERE d.account_id = current_account() AND d.delivery = ${delivery} AND d.class = c.class AND d.state = 'queued'
        AND d.due_at <= now()
      ORDER BY d.due_at LIMIT 1) first`
}

function readViews(tx: TransactionSql, delivery: string): Promise<View[]> {
  return tx<View[]>`
    SELECT v.under_way AS "underWay", v.limit_now AS limit, v.breaker, v.breaker_until AS "breakerUntil",
      v.paused_until AS "pausedUntil"
    FROM destination_views v
    WHERE v.account_id = current_account() AND v.delivery = ${delivery}
      AND v.at > now() - make_interval(secs => ${viewHoldsSeconds})`
}

function readOutcomes(tx: TransactionSql, delivery: string): Promise<{ outcome: AttemptOutcome; count: number }[]> {
  return tx<{ outcome: AttemptOutcome; count: number }[]>`
    SELECT a.outcome, count(*)::int AS count FROM attempts a
    WHERE a.account_id = current_account() AND a.delivery = ${delivery} AND a.at > now() - interval '1 hour'
      AND a.outcome IS NOT NULL
    GROUP BY a.outcome`
}
