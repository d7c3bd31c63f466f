// Jobs that imports make of their own rows: not of a selection of leads.

import type { TransactionSql } from 'postgres'

export interface RowJob {
  readonly action: 'import' | 'undoImport'
  readonly importId: string
  readonly actor: string
}

/** The id of the job; its items are not there yet. Runs in the account's own transaction. */
export async function insertRowJob(tx: TransactionSql, { action, importId, actor }: RowJob): Promise<string> {
  const [job] = await tx<{ id: string }[]>`
    INSERT INTO jobs AS j (account_id, action, options, selection, state, actor)
    VALUES (current_account(), ${action}, ${JSON.stringify({ importId })}::text::jsonb,
      ${JSON.stringify({ import: importId })}::text::jsonb, 'running', ${actor})
    RETURNING j.id::text AS id`
  if (!job) throw new Error('A job could not be made')
  return job.id
}

/** Rows that a later one replaces name no lead: a lead stands in a job once. */
export async function insertRowItems(tx: TransactionSql, jobId: string, importId: string): Promise<void> {
  await tx`
    WITH made AS (
      INSERT INTO job_items (account_id, job_id, place, lead_id, lead_received_at, state)
      SELECT r.account_id, ${jobId}::bigint, r.row_no, l.id, l.received_at, 'waiting'
      FROM import_rows r
      LEFT JOIN leads l ON l.account_id = r.account_id AND l.id = r.lead_id AND r.superseded_by IS NULL
      WHERE r.account_id = current_account() AND r.import_id = ${importId}::bigint
      RETURNING 1
    )
    UPDATE jobs j SET total = (SELECT count(*) FROM made)
    WHERE j.account_id = current_account() AND j.id = ${jobId}::bigint`
}

/** The leads that the rows made. */
export async function insertMadeItems(tx: TransactionSql, jobId: string, importId: string): Promise<void> {
  await tx`
    WITH made AS (
      INSERT INTO job_items (account_id, job_id, place, lead_id, lead_received_at, state)
      SELECT r.account_id, ${jobId}::bigint, r.row_no, l.id, l.received_at, 'waiting'
      FROM import_rows r JOIN leads l ON l.account_id = r.account_id AND l.id = r.lead_id
      WHERE r.account_id = current_account() AND r.import_id = ${importId}::bigint AND r.made
      RETURNING 1
    )
    UPDATE jobs j SET total = (SELECT count(*) FROM made)
    WHERE j.account_id = current_account() AND j.id = ${jobId}::bigint`
}
