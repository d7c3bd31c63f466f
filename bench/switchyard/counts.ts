// What the product's database says after a run, read directly and not through the product.

import type { Sql } from 'postgres'
import type { Percentiles } from '../measure/histogram.ts'

export interface StoredLeads {
  readonly leads: number
  readonly accepted: number
  readonly sold: number
  /** Dispatches that a buyer accepted. */
  readonly acceptedDispatches: number
  readonly revenueRows: number
  /** In 1/10,000 of the currency unit. */
  readonly revenueUnits: bigint
}

export async function readStored(sql: Sql): Promise<StoredLeads> {
  const [row] = await sql<(Omit<StoredLeads, 'revenueUnits'> & { revenueUnits: string })[]>`
    SELECT
      (SELECT count(*) FROM leads)::int AS leads,
      (SELECT count(*) FROM leads WHERE status = 'accepted')::int AS accepted,
      (SELECT count(*) FROM leads WHERE sold = 'sold')::int AS sold,
      (SELECT count(*) FROM dispatches WHERE state = 'accepted')::int AS "acceptedDispatches",
      (SELECT count(*) FROM ledger WHERE kind = 'revenue')::int AS "revenueRows",
      (SELECT coalesce(sum(amount), 0) FROM ledger WHERE kind = 'revenue')::text AS "revenueUnits"`
  if (row === undefined) throw new Error('A row of sub-selects always exists')
  return { ...row, revenueUnits: BigInt(row.revenueUnits) }
}

export async function isOpen(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ open: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM dispatches WHERE state = 'queued') OR EXISTS (SELECT 1 FROM dispatches WHERE state = 'held')
      OR EXISTS (SELECT 1 FROM dispatches WHERE state = 'sending') AS open`
  return row?.open === true
}

/** Receipt to settled dispatch. Null when nothing was dispatched. */
export async function readJourneys(sql: Sql, since: Date): Promise<Percentiles | null> {
  const [row] = await sql<(Percentiles & { count: number })[]>`
    SELECT count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY j.ms) AS p50,
      percentile_cont(0.95) WITHIN GROUP (ORDER BY j.ms) AS p95, percentile_cont(0.99) WITHIN GROUP (ORDER BY j.ms) AS p99,
      max(j.ms) AS max
    FROM (
      SELECT extract(epoch FROM settled_at - lead_received_at)::float8 * 1000 AS ms FROM dispatches
      WHERE lead_received_at >= ${since} AND settled_at IS NOT NULL
    ) AS j`
  return row === undefined || row.count === 0 ? null : row
}
