import type { TransactionSql } from 'postgres'

import type { StoredDraft } from './readDrafts.ts'

/** Who else has changed leads of the draft in a draft that is open, by lead; those that nobody else works on are missing. */
export async function editingOf(
  tx: TransactionSql,
  { id, actor }: Pick<StoredDraft, 'id' | 'actor'>,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx<{ leadId: string; actors: string[] }[]>`
    SELECT x.lead_id::text AS "leadId", array_agg(DISTINCT o.actor ORDER BY o.actor) AS actors
    FROM draft_rows x JOIN drafts o ON o.account_id = x.account_id AND o.id = x.draft_id
    WHERE x.account_id = current_account() AND x.lead_id = ANY(${[...leadIds]}::bigint[]) AND x.draft_id <> ${id}::bigint
      AND o.actor <> ${actor} AND (x.changes <> '{}' OR x.kept)
    GROUP BY x.lead_id`
  return new Map(rows.map(({ leadId, actors }) => [leadId, actors]))
}
