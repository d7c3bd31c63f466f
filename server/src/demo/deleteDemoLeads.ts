import type { TransactionSql } from 'postgres'

export interface DeletedLeads {
  readonly deleted: number
  /** Leads of the demo that somebody has edited. */
  readonly kept: number
}

/** Deletes the demo's leads, found by their mark, with every row that hangs on them. Edited ones stay as they are. */
export async function deleteDemoLeads(tx: TransactionSql, accountId: string): Promise<DeletedLeads> {
  // Locked first: a join that had to wait for a lock may leave out rows of partitioned tables.
  await tx`
    SELECT 1 FROM leads l
    WHERE l.account_id = ${accountId}
      AND l.id IN (SELECT v.lead_id FROM lead_data v WHERE v.account_id = ${accountId} AND v.origin -> 'demo' = 'true')
    ORDER BY l.id FOR UPDATE OF l`
  const leads = await tx<{ id: string; edited: boolean }[]>`
    SELECT l.id::text AS id, l.revision > 1 AS edited
    FROM lead_data v JOIN leads l ON l.account_id = v.account_id AND l.id = v.lead_id AND l.received_at = v.received_at
    WHERE v.account_id = ${accountId} AND v.origin -> 'demo' = 'true'`
  const ids = leads.filter((lead) => !lead.edited).map((lead) => lead.id)
  const kept = leads.length - ids.length
  if (ids.length === 0) return { deleted: 0, kept }
  await tx`
    DELETE FROM attempt_bodies b USING attempts a
    WHERE a.account_id = ${accountId} AND a.lead_id = ANY(${ids}::bigint[])
      AND b.account_id = a.account_id AND b.attempt_id = a.id AND b.at = a.at`
  await freeDedupeKeys(tx, accountId, ids)
  for (const table of ['attempts', 'dispatches', 'ledger', 'lead_events', 'revisions', 'idempotency', 'lead_data']) {
    await tx`DELETE FROM ${tx(table)} WHERE account_id = ${accountId} AND lead_id = ANY(${ids}::bigint[])`
  }
  await tx`DELETE FROM leads WHERE account_id = ${accountId} AND id = ANY(${ids}::bigint[])`
  return { deleted: ids.length, kept }
}

/** A person who is only known from the demo is nobody's duplicate afterwards. */
async function freeDedupeKeys(tx: TransactionSql, accountId: string, ids: readonly string[]): Promise<void> {
  await tx`
    UPDATE dedupe_keys k SET holders = held.rest
    FROM (
      SELECT e.hash, bool_or((h.value ->> 0)::bigint = ANY(${[...ids]}::bigint[])) AS demo,
        coalesce(jsonb_object_agg(h.key, h.value) FILTER (WHERE (h.value ->> 0)::bigint <> ALL(${[...ids]}::bigint[])), '{}') AS rest
      FROM dedupe_keys e CROSS JOIN LATERAL jsonb_each(e.holders) AS h (key, value)
      WHERE e.account_id = ${accountId} GROUP BY e.hash
    ) held
    WHERE k.account_id = ${accountId} AND k.hash = held.hash AND held.demo`
  await tx`DELETE FROM dedupe_keys k WHERE k.account_id = ${accountId} AND k.holders = '{}'`
}
