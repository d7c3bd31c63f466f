// How the work stands as only the database knows it: what is due and not begun, what nobody knows the outcome of, and what slows the
// tables down.

import type { Sql } from 'postgres'

import { findOldestTransaction } from '../db/oldestTransaction.ts'
import { findDue } from './due.ts'

export interface Pressure {
  /** Age of the oldest dispatch that is due and not begun, in seconds, by class; a class with nothing due is 0. */
  readonly oldestDueSeconds: Readonly<Record<DueClass, number>>
  /** Dispatches that wait for a person because nobody knows whether they arrived. */
  readonly unknown: number
  readonly oldestUnknownSeconds: number
  /** Of the open transaction that holds back cleaning up; 0 without one. */
  readonly oldestTransactionSeconds: number
  /** Row versions of the dispatches that are dead and not cleaned up yet, as PostgreSQL estimates them. */
  readonly deadDispatchRows: number
}

/** In the order of the numbers that stand for them. */
export const dueClasses = ['live', 'retry', 'redelivery', 'bulk'] as const
export type DueClass = (typeof dueClasses)[number]

export async function readPressure(sql: Sql): Promise<Pressure> {
  const [due, [rest], oldest] = await Promise.all([
    findDue(sql),
    sql<{ unknown: number; seconds: number; dead: number }[]>`
      SELECT count(*)::int AS unknown, coalesce(extract(epoch FROM now() - min(d.settled_at)), 0)::float8 AS seconds,
        (SELECT s.n_dead_tup::float8 FROM pg_stat_user_tables s WHERE s.relid = 'dispatches'::regclass) AS dead
      FROM dispatches d WHERE d.state = 'review'`,
    findOldestTransaction(sql),
  ])
  const ageOf = (place: number) =>
    Math.max(0, ...due.filter((row) => row.class === place).map(({ lateSeconds }) => lateSeconds))
  return {
    oldestDueSeconds: { live: ageOf(0), retry: ageOf(1), redelivery: ageOf(2), bulk: ageOf(3) },
    unknown: rest?.unknown ?? 0,
    oldestUnknownSeconds: rest?.seconds ?? 0,
    oldestTransactionSeconds: oldest?.seconds ?? 0,
    deadDispatchRows: rest?.dead ?? 0,
  }
}
