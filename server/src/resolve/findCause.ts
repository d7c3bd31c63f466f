// One cause with its leads. `countRefusals` first: what is not counted yet is not found.

import type { TransactionSql } from 'postgres'

import type { Cause } from '@switchyard/core/causes/cause.ts'

import { countsOf, knownColumns, type CountedCause, type ReceivedSpan } from './causeCounts.ts'
import { readCauses } from './readCauses.ts'
import type { RefusedLead } from './readRefusals.ts'

export interface FoundCause {
  readonly cause: Cause
  /** Oldest first: those that wait; where every one of them is kept, those. */
  readonly leads: readonly RefusedLead[]
}

/** Null when no lead has it that was received in that time. */
export async function findCause(
  tx: TransactionSql,
  id: string,
  { from, to }: ReceivedSpan = {},
): Promise<FoundCause | null> {
  const cause = await findCauseAlone(tx, id, { from, to })
  if (!cause) return null
  const leads = await tx<RefusedLead[]>`
    SELECT r.lead_id::text AS id, r.received_at AS "receivedAt" FROM refusals r
    WHERE r.account_id = current_account() AND r.cause = ${id} AND r.kept = ${cause.count === 0}
      AND ${from ? tx`r.received_at >= ${from}` : tx`true`} AND ${to ? tx`r.received_at < ${to}` : tx`true`}
    ORDER BY r.received_at, r.lead_id`
  return { cause, leads }
}

/** Without its leads. */
export async function findCauseAlone(tx: TransactionSql, id: string, span: ReceivedSpan = {}): Promise<Cause | null> {
  const counted = await tx<CountedCause[]>`
    SELECT ${knownColumns(tx)}, n.count, n.kept, 0 AS "firstLeads"
    FROM known_causes k CROSS JOIN LATERAL (
      SELECT coalesce(sum(s.leads) FILTER (WHERE NOT s.kept), 0)::int AS count,
        coalesce(sum(s.leads) FILTER (WHERE s.kept), 0)::int AS kept
      FROM (${countsOf(tx, span, [id])}) s) n
    WHERE k.account_id = current_account() AND k.id = ${id} AND n.count + n.kept > 0`
  const [cause] = await readCauses(tx, counted, span)
  return cause ?? null
}
