// How many leads a search finds, for the list: exact where that is quickly known, otherwise at least so many. The totals line says
// it exactly a moment later.

import type { TransactionSql } from 'postgres'

import { conditionsByIndex, type LeadFilter } from './filter.ts'
import { joined } from './joined.ts'

/** Counting stops here: beyond it the total is said to be inexact. */
const countUpTo = 10_000
/**
 * Of what no index answers, only among so many leads. Among a million, a filter that fits few of them would take seconds with every
 * page. A lead's own columns are read at a million a second, its dispatches, events and values at a third of that.
 */
const lookAtMost = { own: 100_000, elsewhere: 40_000 }

export async function countLeads(
  tx: TransactionSql,
  filter: LeadFilter,
  lookAt = looksElsewhere(filter) ? lookAtMost.elsewhere : lookAtMost.own,
): Promise<{ readonly value: number; readonly exact: boolean }> {
  const { indexed, others } = conditionsByIndex(tx, filter, 'looked up')
  const [row] = await tx<{ found: number; missed: boolean | null }[]>`
    SELECT c.found, CASE WHEN c.found <= ${countUpTo} AND ${others.length > 0} THEN (
      SELECT count(*) FROM (
        SELECT 1 FROM leads l WHERE ${joined(tx, indexed, 'and')} LIMIT ${lookAt + 1}) AS looked) > ${lookAt} END AS missed
    FROM (SELECT count(*)::int AS found FROM (
      SELECT 1 FROM (SELECT l.* FROM leads l WHERE ${joined(tx, indexed, 'and')} ${others.length > 0 ? tx`LIMIT ${lookAt}` : tx``}) l
      ${others.length > 0 ? tx`WHERE ${joined(tx, others, 'and')}` : tx``} LIMIT ${countUpTo + 1}) AS capped) c`
  if (!row) throw new Error('An aggregate answered no row')
  return { value: Math.min(row.found, countUpTo), exact: row.found <= countUpTo && row.missed !== true }
}

function looksElsewhere({ delivery, buyer, activity, fields }: LeadFilter): boolean {
  return [delivery, buyer, activity, fields].some((values) => values !== undefined && values.length > 0)
}

/** For counting, which reads the values only where a filter asks for them. */
export function joinValues(tx: TransactionSql, filter: LeadFilter): ReturnType<typeof joined> {
  if ((filter.fields ?? []).length === 0) return tx``
  return tx`JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at`
}
