import type { TransactionSql } from 'postgres'

import type { LeadRef } from '../readmission/storedLead.ts'

/** The currency of each lead's money, by id: the one its campaign had when the lead came in. */
export async function readCurrencies(
  tx: TransactionSql,
  accountId: string,
  leads: readonly LeadRef[],
): Promise<ReadonlyMap<string, string>> {
  if (leads.length === 0) return new Map()
  const times = leads.map(({ receivedAt }) => receivedAt.getTime())
  const rows = await tx<{ id: string; currency: string }[]>`
    SELECT l.id::text AS id, l.currency FROM leads l
    WHERE l.account_id = ${accountId} AND l.id = ANY(${leads.map(({ id }) => id)}::bigint[])
      AND l.received_at BETWEEN ${new Date(Math.min(...times))} AND ${new Date(Math.max(...times))}`
  return new Map(rows.map(({ id, currency }) => [id, currency]))
}
