// Versions of a set-up document as they are stored.

import type { TransactionSql } from 'postgres'

import type { SetupKind } from '@switchyard/contract/setup/documents.ts'

export interface StoredVersion {
  readonly version: number
  /** Secrets sealed; null where the document was deleted. */
  readonly doc: unknown
  readonly at: Date
  readonly actor: string
  readonly restoredFrom: number | null
  readonly note: string | null
}

/** Newest first, from `upTo` down; all when it is null. */
export function readVersions(
  tx: TransactionSql,
  kind: SetupKind,
  key: string,
  { upTo, limit }: { readonly upTo: number | null; readonly limit: number },
): Promise<StoredVersion[]> {
  return tx<StoredVersion[]>`
    SELECT h.version, h.doc, h.at, h.actor, h.restored_from AS "restoredFrom", h.note FROM setup_history h
    WHERE h.account_id = current_account() AND h.kind = ${kind} AND h.key = ${key}
      AND (${upTo}::integer IS NULL OR h.version <= ${upTo}::integer)
    ORDER BY h.version DESC LIMIT ${limit}`
}

/** Zero where there never was one. */
export async function newestVersion(tx: TransactionSql, kind: SetupKind, key: string): Promise<number> {
  const [row] = await tx<{ version: number }[]>`
    SELECT coalesce(max(h.version), 0) AS version FROM setup_history h
    WHERE h.account_id = current_account() AND h.kind = ${kind} AND h.key = ${key}`
  return row?.version ?? 0
}
