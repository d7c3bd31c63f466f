import type { TransactionSql } from 'postgres'

import type { LeadRef } from '../readmission/storedLead.ts'
import { within } from '../settlement/write.ts'
import type { ConsentOf } from './decideConsent.ts'

/** By lead id. */
export async function readConsent(
  tx: TransactionSql,
  accountId: string,
  leads: readonly LeadRef[],
): Promise<ReadonlyMap<string, ConsentOf>> {
  if (leads.length === 0) return new Map()
  const rows = await tx<(ConsentOf & { id: string })[]>`
    SELECT l.id::text AS id, l.consent_email AS email, l.consent_sms AS sms FROM leads l
    WHERE l.account_id = ${accountId} AND l.id = ANY(${leads.map(({ id }) => id)}::bigint[]) AND l.erased_at IS NULL
      AND ${within(
        tx,
        tx`l.received_at`,
        leads.map(({ receivedAt }) => receivedAt),
      )}`
  return new Map(rows.map(({ id, ...consent }) => [id, consent]))
}
