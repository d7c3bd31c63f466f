import type { TransactionSql } from 'postgres'

import type { LeadRef } from '../readmission/storedLead.ts'
import { lockLeads, type OpenLead } from '../settlement/write.ts'

/** Leads with their dispatches, locked: until the commit nobody else gives them back or changes what is owed for them. */
export async function lockSales(
  tx: TransactionSql,
  accountId: string,
  leads: readonly LeadRef[],
): Promise<readonly OpenLead[]> {
  if (leads.length === 0) return []
  // Dispatches before leads, as settlement takes them; in the other order the two could wait for each other.
  await tx`
    SELECT 1 FROM dispatches d
    WHERE d.account_id = ${accountId} AND d.lead_id = ANY(${leads.map(({ id }) => id)}::bigint[]) AND d.state = 'accepted'
    ORDER BY d.id FOR UPDATE`
  return lockLeads(
    tx,
    leads.map(({ id, receivedAt }) => ({ accountId, leadId: id, receivedAt })),
  )
}
