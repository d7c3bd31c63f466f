// Rows say which leads come back from their buyers, and why.

import type { ItemResult } from '../jobs/action.ts'
import { returnSales } from '../returns/returnSales.ts'
import { buyerField, reasonField, type JudgedRow } from './judgeRows.ts'
import type { RowResults, Running } from './running.ts'

export async function returnLeads(
  { tx, parts, scope, item, afterCommit }: Running,
  rows: readonly JudgedRow[],
): Promise<RowResults> {
  const { setup, actor, jobId, accountId } = scope
  const results = new Map<number, ItemResult>()
  // A chunk has few reasons and buyers, and each is one set of statements.
  const groups = Map.groupBy(rows, ({ judged: { values } }) =>
    JSON.stringify([values[reasonField], values[buyerField]]),
  )
  for (const group of groups.values()) {
    const { [reasonField]: reason = null, [buyerField]: buyer = null } = group[0]?.judged.values ?? {}
    const leads = group.flatMap(({ lead }) => (lead ? [lead.stored] : []))
    const wish = { setup, actor, jobId, reason: reason ?? '', buyer: buyer ?? undefined, goesOn: false }
    const { decisions } = await returnSales(tx, { ...wish, reversePayout: item.options.reversePayout === true }, leads)
    for (const { row, lead } of group) {
      const decision = decisions.get(lead?.id ?? '')
      results.set(
        row.row,
        decision?.kind === 'return'
          ? { kind: 'succeeded', outcome: 'returned', reason: null }
          : { kind: 'leftOut', reason: decision?.words ?? 'not found' },
      )
    }
  }
  afterCommit(() =>
    parts.leadsChanged(
      accountId,
      rows.flatMap(({ lead }) => lead?.id ?? []),
    ),
  )
  return results
}
