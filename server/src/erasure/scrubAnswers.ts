// Answers that are kept for repeats of an Idempotency-Key tell of values too. A repeat is answered as the tombstone stands.

import type { TransactionSql } from 'postgres'

import { readAnswers } from '../intake/answer.ts'
import type { LeadRef } from '../readmission/storedLead.ts'

/** A key is claimed with its lead; a late repeat by payload brings another key a minute after. The index is by time only. */
const aroundMinutes = 10

export async function scrubAnswers(tx: TransactionSql, accountId: string, leads: readonly LeadRef[]): Promise<void> {
  const times = leads.map((lead) => lead.receivedAt.getTime())
  const kept = await tx<{ key: Buffer; leadId: string }[]>`
    SELECT i.key, i.lead_id::text AS "leadId" FROM idempotency i
    WHERE i.account_id = ${accountId} AND i.lead_id = ANY(${leads.map((lead) => lead.id)}::bigint[]) AND i.answer IS NOT NULL
      AND i.created_at BETWEEN ${new Date(Math.min(...times))}::timestamptz - make_interval(mins => ${aroundMinutes})
        AND ${new Date(Math.max(...times))}::timestamptz + make_interval(mins => ${aroundMinutes})`
  if (kept.length === 0) return
  const answers = await readAnswers(
    tx,
    kept.map(({ leadId }) => ({ accountId, leadId })),
  )
  const rows = kept.map(({ key, leadId }) => ({
    key: key.toString('hex'),
    answer: JSON.stringify(answers.get(leadId) ?? { id: leadId }),
  }))
  await tx`
    UPDATE idempotency i SET answer = r.answer
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (key text, answer text)
    WHERE i.account_id = ${accountId} AND i.key = decode(r.key, 'hex')`
}
