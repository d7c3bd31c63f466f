// A campaign may show the buyers' refusals as a rejection of the lead. Then they are a failure like those that checks find.

import type { TransactionSql } from 'postgres'

import type { Failure } from '@switchyard/core/lead/disposition.ts'

import type { Write } from '../db/together.ts'

import { within, type LeadChange } from './write.ts'

/** Writes nothing, and asks nothing, for a batch without such leads. */
export function writeDestinationFailures(tx: TransactionSql, changes: readonly LeadChange[]): Write {
  const rows = changes.flatMap(({ accountId, leadId, receivedAt, rejected }) =>
    rejected === null
      ? []
      : [{ account_id: accountId, lead_id: leadId, received_at: receivedAt, failures: [failureOf(rejected)] }],
  )
  if (rows.length === 0) return null
  const bounds = within(
    tx,
    tx`v.received_at`,
    rows.map((row) => row.received_at),
  )
  return tx`
    UPDATE lead_data v SET failures = r.failures
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      AS r (account_id bigint, lead_id bigint, received_at timestamptz, failures jsonb)
    WHERE v.account_id = r.account_id AND v.lead_id = r.lead_id AND v.received_at = r.received_at AND ${bounds}`
}

function failureOf({ code, words }: NonNullable<LeadChange['rejected']>): Failure {
  return {
    code,
    field: null,
    value: null,
    rule: code === 'REJECT_LEAD_RETURNED' ? 'return' : 'answer of the destination',
    list: null,
    message: words,
    suggestions: [],
  }
}
