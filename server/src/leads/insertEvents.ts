import type { TransactionSql } from 'postgres'

export interface LeadEvent {
  readonly leadId: string
  readonly kind: string
  readonly actor: string
  /** `text` is the sentence that the lead's story shows. Erased with the lead. */
  readonly detail: Readonly<Record<string, unknown>>
}

/** What happened to leads and stands in no other table. */
export async function insertEvents(tx: TransactionSql, accountId: string, events: readonly LeadEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(({ leadId, kind, actor, detail }) => ({ lead_id: leadId, kind, actor, detail }))
  await tx`
    INSERT INTO lead_events (account_id, lead_id, kind, actor, detail)
    SELECT ${accountId}, r.lead_id, r.kind, r.actor, r.detail
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS r (lead_id bigint, kind text, actor text, detail jsonb)`
}
