// A page of a cause's leads, as lists show them.

import type { TransactionSql } from 'postgres'

import { leadColumns, listed, type LeadRow, type ListedLead } from '../leads/list.ts'
import { within } from '../settlement/write.ts'
import type { RefusedLead } from './readRefusals.ts'

export async function leadsPage(
  tx: TransactionSql,
  all: readonly RefusedLead[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ leads: ListedLead[]; total: number; nextCursor: string | null }> {
  const newestFirst = all.toReversed()
  const start = cursor === undefined ? 0 : newestFirst.findIndex(({ id }) => id === cursor)
  // The lead of the last page may have been cured meanwhile: then it is looked on from where it would stand.
  const from = start >= 0 ? start : newestFirst.findIndex(({ id }) => BigInt(id) <= BigInt(cursor ?? '0'))
  const page = from < 0 ? [] : newestFirst.slice(from, from + limit + 1)
  const shown = page.slice(0, limit)
  return {
    leads: await readRows(tx, shown),
    total: all.length,
    nextCursor: page.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

async function readRows(tx: TransactionSql, leads: readonly RefusedLead[]): Promise<ListedLead[]> {
  if (leads.length === 0) return []
  const times = leads.map(({ receivedAt }) => receivedAt)
  const rows = await tx<LeadRow[]>`
    SELECT ${leadColumns(tx)}
    FROM leads l JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
    WHERE l.account_id = current_account() AND l.id = ANY(${leads.map(({ id }) => id)}::bigint[])
      AND ${within(tx, tx`l.received_at`, times)}`
  const byId = new Map(rows.map((row) => [row.id, listed(row)]))
  return leads.flatMap(({ id }) => byId.get(id) ?? [])
}
