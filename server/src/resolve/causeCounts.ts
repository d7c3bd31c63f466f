// How many leads each cause has, from the counts that are kept behind the leads.

import type { PendingQuery, Row, TransactionSql } from 'postgres'

import type { KnownCause } from '@switchyard/core/causes/cause.ts'
import type { RefusalAbout } from '@switchyard/core/causes/refusal.ts'

import { wholeDays } from './wholeDays.ts'

export interface ReceivedSpan {
  readonly from?: Date | undefined
  readonly to?: Date | undefined
}

export interface CauseFilter extends ReceivedSpan {
  readonly campaign?: readonly string[] | undefined
  readonly kinds: readonly RefusalAbout['kind'][]
}

export interface CountedCause extends KnownCause {
  readonly count: number
  readonly kept: number
  /** Leads that wait, each counted in one of its causes alone. */
  readonly firstLeads: number
}

/** Most leads first. Runs in the account's own transaction. */
export async function countCauses(tx: TransactionSql, filter: CauseFilter): Promise<readonly CountedCause[]> {
  const among =
    filter.campaign && filter.campaign.length > 0 ? tx`k.campaign = ANY(${[...filter.campaign]}::text[])` : tx`true`
  return tx<CountedCause[]>`
    SELECT ${knownColumns(tx)}, n.count, n.kept, n.first_leads AS "firstLeads"
    FROM (
      SELECT s.cause, coalesce(sum(s.leads) FILTER (WHERE NOT s.kept), 0)::int AS count,
        coalesce(sum(s.leads) FILTER (WHERE s.kept), 0)::int AS kept,
        coalesce(sum(s.first_leads) FILTER (WHERE NOT s.kept), 0)::int AS first_leads
      FROM (${countsOf(tx, filter)}) s GROUP BY s.cause
    ) n JOIN known_causes k ON k.account_id = current_account() AND k.id = n.cause
    WHERE k.kind = ANY(${[...filter.kinds]}::text[]) AND ${among}
    ORDER BY n.count DESC, n.kept DESC, k.id`
}

/** For `known_causes k`. */
export function knownColumns(tx: TransactionSql): PendingQuery<Row[]> {
  return tx`k.id, k.kind, k.campaign, k.code, k.field, k.delivery, k.list`
}

/** `cause`, `day`, `supplier`, `spelling`, `kept`, `leads` and `first_leads`; with `causes` of those alone. */
export function countsOf(
  tx: TransactionSql,
  { from, to }: ReceivedSpan,
  causes: readonly string[] | null = null,
): PendingQuery<Row[]> {
  const { days, edges } = wholeDays(from, to)
  const asked = (column: PendingQuery<Row[]>) =>
    causes === null ? tx`true` : tx`${column} = ANY(${[...causes]}::text[])`
  const parts: PendingQuery<Row[]>[] = edges.map(
    (edge) => tx`
      SELECT r.cause, (r.received_at AT TIME ZONE 'UTC')::date AS day, r.supplier, r.spelling, r.kept, 1 AS leads,
        r.is_first::int AS first_leads
      FROM refusals r WHERE r.account_id = current_account() AND ${asked(tx`r.cause`)}
        AND r.received_at >= ${edge.from} AND r.received_at < ${edge.to}`,
  )
  if (days !== null || parts.length === 0) {
    // Nothing at all is a span without days.
    const since = days?.from ? tx`c.day >= ${dayOf(days.from)}::date` : tx`${days !== null}::boolean`
    const until = days?.to ? tx`c.day < ${dayOf(days.to)}::date` : tx`true`
    parts.push(tx`
      SELECT c.cause, c.day, c.supplier, c.spelling, c.kept, c.leads, c.first_leads
      FROM refusal_counts c WHERE c.account_id = current_account() AND ${asked(tx`c.cause`)} AND ${since} AND ${until}`)
  }
  const [first, ...rest] = parts
  return rest.reduce((left, right) => tx`${left} UNION ALL ${right}`, first ?? tx``)
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10)
}
