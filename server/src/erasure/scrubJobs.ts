// What jobs hold of leads: files that were exported, and searches or new values that name a person.

import type { TransactionSql } from 'postgres'

import { redact } from './redact.ts'

interface NamedLead {
  readonly id: string
  readonly names: readonly string[]
}

/** A file that is still being written is looked at when it ends, see the export. */
export async function scrubJobs(tx: TransactionSql, accountId: string, leads: readonly NamedLead[]): Promise<void> {
  const ids = leads.map((lead) => lead.id)
  const jobs = await tx<{ id: string; selection: unknown; options: unknown }[]>`
    SELECT j.id::text AS id, j.selection, j.options FROM jobs j
    WHERE j.account_id = ${accountId} AND j.id IN (
      SELECT i.job_id FROM job_items i WHERE i.account_id = ${accountId} AND i.lead_id = ANY(${ids}::bigint[]))
    ORDER BY j.id`
  if (jobs.length === 0) return
  const names = leads.flatMap((lead) => lead.names)
  for (const { id, selection, options } of jobs) {
    const clean = { selection: redact(selection, names), options: redact(options, names) }
    if (clean.selection === selection && clean.options === options) continue
    await tx`
      UPDATE jobs j SET selection = ${JSON.stringify(clean.selection)}::text::jsonb, options = ${JSON.stringify(clean.options)}::text::jsonb
      WHERE j.account_id = ${accountId} AND j.id = ${id}::bigint`
  }
  await tx`
    WITH gone AS (
      DELETE FROM job_files f USING jobs j
      WHERE f.account_id = ${accountId} AND j.account_id = f.account_id AND j.id = f.job_id AND j.finished_at IS NOT NULL
        AND j.id = ANY(${jobs.map((job) => job.id)}::bigint[])
      RETURNING f.job_id
    )
    UPDATE jobs j SET file = NULL, reason = 'Its file is gone: a lead in it was erased'
    WHERE j.account_id = ${accountId} AND j.id IN (SELECT g.job_id FROM gone g)`
}
