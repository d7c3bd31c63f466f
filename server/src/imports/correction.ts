// New values for rejected leads out of a file. They are kept also where they are still wrong: the next download shows them, with the
// reason of today.

import type { TransactionSql } from 'postgres'

import { within } from '../settlement/write.ts'
import type { Cause } from '../readmission/cause.ts'
import type { KnownLead } from './knownLeads.ts'

export const correctionReason = 'Corrected by file'
export const correction: Cause = { kind: 'reprocess', waive: new Set(), reason: correctionReason }

export interface Correction {
  readonly lead: KnownLead
  readonly values: Readonly<Record<string, string | null>>
}

/** The leads are locked, and are checked again in the same transaction: that works their values out. */
export async function writeCorrections(
  tx: TransactionSql,
  accountId: string,
  corrections: readonly Correction[],
  by: { readonly actor: string; readonly reason: string },
): Promise<void> {
  if (corrections.length === 0) return
  const rows = corrections.map(({ lead: { stored, shown }, values }) => ({
    id: stored.id,
    received_at: stored.receivedAt,
    revision: stored.revision + 1,
    edits: { ...stored.edits, ...values },
    changes: Object.fromEntries(
      Object.entries(values).map(([field, to]) => [field, { from: stored.fields[field] ?? shown[field] ?? null, to }]),
    ),
  }))
  const json = JSON.stringify(rows)
  const received = rows.map((row) => row.received_at)
  await Promise.all([
    tx`
      UPDATE leads l SET revision = r.revision, updated_at = now()
      FROM jsonb_to_recordset(${json}::text::jsonb) AS r (id bigint, received_at timestamptz, revision int)
      WHERE l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at AND ${within(tx, tx`l.received_at`, received)}`,
    tx`
      UPDATE lead_data v SET edits = r.edits
      FROM jsonb_to_recordset(${json}::text::jsonb) AS r (id bigint, received_at timestamptz, edits jsonb)
      WHERE v.account_id = ${accountId} AND v.lead_id = r.id AND v.received_at = r.received_at
        AND ${within(tx, tx`v.received_at`, received)}`,
    tx`
      INSERT INTO revisions (account_id, lead_id, revision, actor, reason, changes)
      SELECT ${accountId}, r.id, r.revision, ${by.actor}, ${by.reason}, r.changes
      FROM jsonb_to_recordset(${json}::text::jsonb) AS r (id bigint, revision int, changes jsonb)`,
  ])
}
