// The workers that are alive, in an order that all of them see alike. Limits of a destination hold over all workers together: each
// takes its part by its rank. A worker that comes begins when all others have made room for it: when they know of it and have no
// more calls under way than their new parts. Two gaps are left: calls that run for longer than 20 s are not waited for, and those
// of a worker that lost the database and counts as dead may run on to their deadline while the others use its part.

import type { Sql } from 'postgres'

import type { WorkerRank } from '@switchyard/core/delivery/workerShare.ts'

import { deadAfterSeconds, selfFenceMs } from './lease.ts'

export interface Crew {
  /** Null while workers that were here before have not made room for this one: nothing may begin yet. */
  readonly rank: WorkerRank | null
  /** Reads who is there, and tells the others whom it knows. */
  refresh(): Promise<void>
}

export const crewEveryMs = 1_000
/** The others wait no longer than this for calls to end that are more than a worker's new part. */
const longestMakingRoomMs = 20_000

/** `isWithin`: no destination has more calls under way than this worker's present part of it. */
export function createCrew(engine: Sql, workerId: string, isWithin: (rank: WorkerRank) => boolean): Crew {
  let rank: WorkerRank | null = null
  let joined = false
  /** Since when this worker counts as new, where that is not since its start. By the database's clock, as all dates here. */
  let newSince: Date | null = null
  let readAt: Date | null = null
  /** Whoever had come by then is known here, and there is room for them. */
  let madeRoomAt: Date | null = null
  let members = ''
  let changedMs = 0
  let refreshedMs = performance.now()

  return {
    get rank() {
      return joined ? rank : null
    },
    async refresh() {
      const startedMs = performance.now()
      // Silent for so long that the others may have taken its part: it comes as a new one.
      const isBack = startedMs - refreshedMs > selfFenceMs
      if (isBack) joined = false
      // What was read the last time is in force since then, so it can be told now.
      if (rank === null || isWithin(rank) || startedMs - changedMs > longestMakingRoomMs) madeRoomAt = readAt
      const rows = await engine<{ id: string; now: Date; hasMadeRoom: boolean }[]>`
        WITH told AS (UPDATE workers w SET made_room_at = ${madeRoomAt} WHERE w.id = ${workerId}::uuid)
        SELECT w.id::text AS id, now() AS now,
          -- A second more than the dates say: a worker is not seen before the transaction that wrote it is committed.
          w.id = me.id OR coalesce(w.made_room_at > coalesce(${newSince}, me.started_at) + interval '1 second', false) AS "hasMadeRoom"
        FROM workers me JOIN workers w ON w.id = me.id OR (w.stopped_at IS NULL
          AND w.beat_at > now() - make_interval(secs => ${deadAfterSeconds}))
        WHERE me.id = ${workerId}::uuid
        ORDER BY w.id`
      const ids = rows.map(({ id }) => id)
      if (ids.length === 0) throw new Error('This worker is not on the list of workers')
      refreshedMs = startedMs
      rank = { rank: ids.indexOf(workerId), workers: ids.length }
      readAt = rows[0]?.now ?? null
      if (isBack && ids.length > 1) newSince = readAt
      else joined ||= rows.every(({ hasMadeRoom }) => hasMadeRoom)
      if (members === ids.join()) return
      members = ids.join()
      changedMs = performance.now()
    },
  }
}
