import type { TransactionSql } from 'postgres'

/** That leads were erased, and by whom: the event without the data. */
export async function auditErasures(
  tx: TransactionSql,
  by: {
    readonly accountId: string
    readonly actor: string
    readonly leadIds: readonly string[]
    readonly requestId?: string | undefined
  },
): Promise<void> {
  await tx`
    INSERT INTO audit (account_id, actor, action, object, request_id)
    SELECT ${by.accountId}, ${by.actor}, 'lead.erase', 'lead ' || e.id, ${by.requestId ?? null}
    FROM unnest(${[...by.leadIds]}::text[]) AS e (id)`
}
