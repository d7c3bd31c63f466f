// What was sent that a picklist did not have.

import type { TransactionSql } from 'postgres'

export interface RefusedSpelling {
  readonly list: string
  readonly campaign: string
  readonly field: string
  /** As received, cut to 200 characters. */
  readonly text: string
  readonly waiting: number
  readonly kept: number
  readonly lastAt: Date
}

export interface RefusedSpellings {
  readonly spellings: readonly RefusedSpelling[]
  /** False: only the newest refused leads were looked at. */
  readonly complete: boolean
}

const mostLeads = 100_000

/** Rejected leads received since then, without test leads; `list` null: of all lists. Runs in the account's own transaction. */
export async function countRefused(tx: TransactionSql, list: string | null, since: Date): Promise<RefusedSpellings> {
  const rows = await tx<(RefusedSpelling & { cut: boolean })[]>`
    WITH newest AS MATERIALIZED (
      SELECT l.id, l.received_at, l.campaign, l.kept_at IS NOT NULL AS kept FROM leads l
      WHERE l.account_id = current_account() AND l.status = 'rejected' AND l.received_at >= ${since}
        AND NOT l.test AND l.erased_at IS NULL
      ORDER BY l.received_at DESC LIMIT ${mostLeads}
    )
    SELECT f.list, n.campaign, f.field, f.value AS text, count(*) FILTER (WHERE NOT n.kept)::int AS waiting,
      count(*) FILTER (WHERE n.kept)::int AS kept, max(n.received_at) AS "lastAt",
      (SELECT count(*) FROM newest) >= ${mostLeads} AS cut
    FROM newest n
    JOIN lead_data v ON v.account_id = current_account() AND v.lead_id = n.id AND v.received_at = n.received_at
    CROSS JOIN LATERAL jsonb_to_recordset(v.failures) AS f (code text, field text, value text, list text)
    WHERE f.code = 'REJECT_LEAD_INVALID_LIST_VALUE' AND f.list IS NOT NULL AND f.field IS NOT NULL AND f.value IS NOT NULL
      AND (${list}::text IS NULL OR f.list = ${list}::text)
    GROUP BY f.list, n.campaign, f.field, f.value`
  return { spellings: rows, complete: rows.every(({ cut }) => !cut) }
}
