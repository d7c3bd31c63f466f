// How often each value came in the fields of campaigns.

import type { TransactionSql } from 'postgres'

import type { Place } from './places.ts'

export interface CountedValue extends Place {
  readonly value: string
  readonly leads: number
  readonly lastAt: Date
}

export interface CountedValues {
  readonly values: readonly CountedValue[]
  /** False: of some campaign and field only the newest leads were looked at. */
  readonly complete: boolean
}

/** Leads that one answer looks at, together: a second of work. Shared out among the places. */
const mostLeads = 150_000

/** Accepted leads received since then; test leads and erased ones are not counted. Runs in the account's own transaction. */
export async function countValues(
  tx: TransactionSql,
  places: readonly Place[],
  since: Date,
  most = mostLeads,
): Promise<CountedValues> {
  if (places.length === 0) return { values: [], complete: true }
  const each = Math.ceil(most / places.length)
  const rows = await tx<(CountedValue & { cut: boolean })[]>`
    WITH newest AS MATERIALIZED (
      SELECT p.campaign, p.field, l.id, l.received_at
      FROM json_to_recordset(${JSON.stringify(places)}::text::json) AS p (campaign text, field text)
      CROSS JOIN LATERAL (
        SELECT l.id, l.received_at FROM leads l
        WHERE l.account_id = current_account() AND l.campaign = p.campaign AND l.received_at >= ${since}
          AND l.status = 'accepted' AND NOT l.test AND l.erased_at IS NULL
        ORDER BY l.received_at DESC, l.id DESC LIMIT ${each}) l
    ), looked AS (
      SELECT bool_or(c.leads >= ${each}) AS cut FROM (SELECT count(*) AS leads FROM newest n GROUP BY n.campaign, n.field) c
    )
    SELECT n.campaign, n.field, e.value, count(*)::int AS leads, max(n.received_at) AS "lastAt",
      (SELECT looked.cut FROM looked) AS cut
    FROM newest n
    JOIN lead_data v ON v.account_id = current_account() AND v.lead_id = n.id AND v.received_at = n.received_at
    CROSS JOIN LATERAL jsonb_array_elements_text(
      CASE jsonb_typeof(v.fields -> n.field)
        WHEN 'array' THEN v.fields -> n.field WHEN 'null' THEN '[]' ELSE jsonb_build_array(v.fields -> n.field) END) AS e (value)
    WHERE v.fields ? n.field AND e.value <> ''
    GROUP BY n.campaign, n.field, e.value ORDER BY leads DESC, e.value`
  return { values: rows, complete: rows.every(({ cut }) => !cut) }
}

/** The values of those places, each once, most frequent first. */
export function byValue(
  counted: readonly CountedValue[],
  places: readonly Place[],
): { readonly value: string; readonly leads: number }[] {
  const wanted = new Set(places.map(({ campaign, field }) => `${campaign} ${field}`))
  const sums = new Map<string, number>()
  for (const { campaign, field, value, leads } of counted) {
    if (wanted.has(`${campaign} ${field}`)) sums.set(value, (sums.get(value) ?? 0) + leads)
  }
  return [...sums].map(([value, leads]) => ({ value, leads })).toSorted((a, b) => b.leads - a.leads)
}
