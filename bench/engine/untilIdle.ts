// Waiting for the engine, and looking at what it wrote. The mark in the statements tells them from the product's own.

import type { Sql } from 'postgres'

import { untilNone } from '../untilNone.ts'

/** Text that stands in every statement of the bench itself. */
export const benchMark = '/* bench */'

/** Nothing queued, held or sending. */
export function untilIdle(sql: Sql): Promise<void> {
  return untilNone(async () => {
    const [row] = await sql<{ open: boolean }[]>`
      SELECT /* bench */ EXISTS (SELECT 1 FROM dispatches WHERE state IN ('queued', 'held', 'sending')) AS open`
    return row?.open === true
  })
}

/** Dispatches that ended in a span of time; `redelivered`: made by a job, or not. */
export async function settledIn(sql: Sql, fromMs: number, toMs: number, redelivered: boolean): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT /* bench */ count(*)::int AS count FROM dispatches
    WHERE settled_at >= ${new Date(fromMs)} AND settled_at < ${new Date(toMs)} AND (job_id IS NOT NULL) = ${redelivered}`
  return row?.count ?? 0
}

/** How many dispatches stand in a state. */
export async function countOf(sql: Sql, delivery: string, state: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT /* bench */ count(*)::int AS count FROM dispatches WHERE delivery = ${delivery} AND state = ${state}`
  return row?.count ?? 0
}
