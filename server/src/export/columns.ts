// Which columns a file has.

import type { TransactionSql } from 'postgres'

import type { AccountSetup } from '../setup/compile.ts'
import { standardHeadings } from './platformColumns.ts'

/** The platform's columns, then the fields of the campaigns, each campaign's in its own order, a field that several have once. */
export function defaultColumns(setup: AccountSetup, campaigns: readonly string[]): readonly string[] {
  const keys = campaigns.flatMap((reference) => setup.campaigns.get(reference)?.doc.fields ?? []).map(({ key }) => key)
  return [...standardHeadings, ...new Set(keys.filter((key) => !standardHeadings.includes(key)))]
}

/** The campaigns of a job's leads, by their references. */
export async function campaignsOfJob(tx: TransactionSql, accountId: string, jobId: string): Promise<readonly string[]> {
  const rows = await tx<{ campaign: string }[]>`
    SELECT DISTINCT l.campaign FROM job_items i
    JOIN leads l ON l.account_id = i.account_id AND l.id = i.lead_id AND l.received_at = i.lead_received_at
    WHERE i.account_id = ${accountId} AND i.job_id = ${jobId}::bigint ORDER BY l.campaign`
  return rows.map(({ campaign }) => campaign)
}
