// How this worker sees its destinations, written where people of every process can look: those with calls under way, and those whose
// breaker, limit or pause is not as it would be by itself.

import type { Sql } from 'postgres'

import type { WorkerRank } from '@switchyard/core/delivery/workerShare.ts'

import type { LiveSetup } from '../setup/live.ts'
import type { Lane } from './lane.ts'
import { placesOf } from './limits.ts'

export const viewEveryMs = 3_000
/** A view that was not written again for so long is of a worker that is gone. */
export const viewHoldsSeconds = 10

export interface Views {
  write(): Promise<void>
  /** Takes all back, when this worker stops. */
  clear(): Promise<void>
}

interface View {
  readonly account_id: string
  readonly delivery: string
  readonly under_way: number
  readonly limit_now: number
  readonly breaker: string
  readonly breaker_until: Date | null
  readonly paused_until: Date | null
}

export function createViews(
  engine: Sql,
  workerId: string,
  world: { readonly live: LiveSetup; readonly lanes: () => Iterable<Lane>; readonly rank: () => WorkerRank | null },
): Views {
  let written = false

  function viewOf(lane: Lane, rank: WorkerRank, nowMs: number): View[] {
    const delivery = world.live.peek(lane.accountId)?.deliveries.get(lane.delivery)
    if (!delivery) return []
    const places = placesOf(delivery, rank, lane.turn)
    const { breaker, breakerUntilMs, pausedUntilMs } = lane.gate.view(nowMs)
    if (lane.underWay === 0 && lane.gate.isAtRest(places, nowMs)) return []
    const dateOf = (ms: number | null) => (ms === null ? null : new Date(Date.now() + ms - nowMs))
    return [
      {
        account_id: lane.accountId,
        delivery: lane.delivery,
        under_way: lane.underWay,
        limit_now: lane.gate.limit(places, nowMs),
        breaker,
        breaker_until: dateOf(breakerUntilMs),
        paused_until: dateOf(pausedUntilMs),
      },
    ]
  }

  return {
    async write() {
      const rank = world.rank()
      const nowMs = performance.now()
      const views = rank === null ? [] : [...world.lanes()].flatMap((lane) => viewOf(lane, rank, nowMs))
      if (views.length === 0 && !written) return
      const rows = JSON.stringify(views)
      await engine`
        WITH seen AS (
          SELECT * FROM json_to_recordset(${rows}::text::json) AS r (account_id bigint, delivery text, under_way int,
            limit_now int, breaker text, breaker_until timestamptz, paused_until timestamptz)
        ), gone AS (
          DELETE FROM destination_views v
          WHERE (v.worker = ${workerId}::uuid OR v.at < now() - interval '1 hour')
            AND NOT EXISTS (SELECT 1 FROM seen s WHERE s.account_id = v.account_id AND s.delivery = v.delivery AND v.worker = ${workerId}::uuid))
        INSERT INTO destination_views (account_id, delivery, worker, under_way, limit_now, breaker, breaker_until, paused_until)
        SELECT s.account_id, s.delivery, ${workerId}::uuid, s.under_way, s.limit_now, s.breaker, s.breaker_until, s.paused_until
        FROM seen s
        ON CONFLICT (account_id, delivery, worker) DO UPDATE SET at = now(), under_way = excluded.under_way,
          limit_now = excluded.limit_now, breaker = excluded.breaker, breaker_until = excluded.breaker_until,
          paused_until = excluded.paused_until`
      written = views.length > 0
    },
    async clear() {
      await engine`DELETE FROM destination_views WHERE worker = ${workerId}::uuid`
    },
  }
}
