// Saved views of the leads list.

import type { TransactionSql } from 'postgres'

import type { ViewDocument } from '@switchyard/contract/views/view.ts'

export interface ViewRow {
  readonly key: string
  /** Id of a user; null: made with a key. */
  readonly owner: string | null
  readonly ownerEmail: string | null
  readonly shared: boolean
  readonly version: number
  readonly doc: Omit<ViewDocument, 'shared'>
  readonly updatedAt: Date
  readonly updatedBy: string
}

/** Those that the reader may see: shared ones and their own. */
export async function readViews(
  tx: TransactionSql,
  reader: string | null,
  key: string | null = null,
): Promise<ViewRow[]> {
  return tx<ViewRow[]>`
    SELECT v.key, v.owner::text AS owner, u.email AS "ownerEmail", v.shared, v.version, v.doc, v.updated_at AS "updatedAt",
      v.updated_by AS "updatedBy"
    FROM views v LEFT JOIN users u ON u.account_id = v.account_id AND u.id = v.owner
    WHERE v.account_id = current_account() AND (v.shared OR v.owner = ${reader}::bigint)
      AND (${key}::text IS NULL OR v.key = ${key})
    ORDER BY lower(v.doc ->> 'name'), v.key`
}

/** Answers false where the key is taken by a view that the writer may not change. `asAdmin`: may change every shared one. */
export async function writeView(
  tx: TransactionSql,
  key: string,
  view: ViewDocument,
  writer: { readonly userId: string | null; readonly actor: string; readonly asAdmin: boolean },
): Promise<boolean> {
  const { shared, ...doc } = view
  const written = await tx`
    INSERT INTO views AS v (account_id, key, owner, shared, doc, updated_by)
    VALUES (current_account(), ${key}, ${writer.userId}::bigint, ${shared}, ${JSON.stringify(doc)}::text::jsonb, ${writer.actor})
    ON CONFLICT (account_id, key) DO UPDATE
    SET shared = excluded.shared, doc = excluded.doc, version = v.version + 1, updated_at = now(), updated_by = excluded.updated_by
    WHERE v.owner = excluded.owner OR (v.shared AND ${writer.asAdmin}) OR (v.owner IS NULL AND excluded.owner IS NULL)
    RETURNING 1`
  return written.length > 0
}

export async function deleteView(tx: TransactionSql, key: string): Promise<void> {
  await tx`DELETE FROM views v WHERE v.account_id = current_account() AND v.key = ${key}`
}
