// Set-up documents in the database: the newest of each, and every version there ever was.

import type { TransactionSql } from 'postgres'

import type { SetupKind } from '@switchyard/contract/setup/documents.ts'

export interface StoredDocument {
  readonly key: string
  readonly version: number
  /** Secrets sealed. */
  readonly doc: unknown
  readonly updatedAt: Date
  readonly updatedBy: string
}

/**
 * Counts one change of the account's set-up and tells every process of it once the transaction is committed. Comes first in a
 * change: the row lock makes changes of one account wait for each other, so that each is checked against what really stands.
 */
export async function beginChange(tx: TransactionSql): Promise<void> {
  await tx`
    WITH changed AS (
      UPDATE accounts a SET setup_version = a.setup_version + 1 WHERE a.id = current_account() RETURNING a.id)
    SELECT pg_notify('switchyard_setup', changed.id::text) FROM changed`
}

export async function readDocument(tx: TransactionSql, kind: SetupKind, key: string): Promise<StoredDocument | null> {
  const [row] = await tx<StoredDocument[]>`
    SELECT s.key, s.version, s.doc, s.updated_at AS "updatedAt", s.updated_by AS "updatedBy"
    FROM setup s WHERE s.account_id = current_account() AND s.kind = ${kind} AND s.key = ${key}`
  return row ?? null
}

/** In the order of keys, after `after`. `campaign` keeps those whose document names that campaign. */
export function listDocuments(
  tx: TransactionSql,
  kind: SetupKind,
  page: { readonly after: string; readonly limit: number; readonly campaign: string | null },
): Promise<StoredDocument[]> {
  const own = page.campaign === null ? tx`` : tx`AND s.doc ->> 'campaign' = ${page.campaign}`
  return tx<StoredDocument[]>`
    SELECT s.key, s.version, s.doc, s.updated_at AS "updatedAt", s.updated_by AS "updatedBy"
    FROM setup s
    WHERE s.account_id = current_account() AND s.kind = ${kind} AND s.key COLLATE "C" > ${page.after} ${own}
    ORDER BY s.key COLLATE "C" LIMIT ${page.limit}`
}

/** A key that was deleted goes on counting where it had stopped. */
export async function writeDocument(
  tx: TransactionSql,
  document: {
    readonly kind: SetupKind
    readonly key: string
    readonly doc: unknown
    readonly actor: string
    /** The version whose content it has again. */
    readonly restoredFrom?: number | undefined
    /** Why, where somebody said so. */
    readonly note?: string | undefined
  },
): Promise<StoredDocument> {
  const { kind, key, actor, restoredFrom = null, note = null } = document
  const doc = JSON.stringify(document.doc)
  const [row] = await tx<StoredDocument[]>`
    WITH last AS (
      SELECT coalesce(max(h.version), 0) + 1 AS version FROM setup_history h
      WHERE h.account_id = current_account() AND h.kind = ${kind} AND h.key = ${key}
    ), kept AS (
      INSERT INTO setup_history (account_id, kind, key, version, doc, actor, restored_from, note)
      SELECT current_account(), ${kind}, ${key}, last.version, ${doc}::text::jsonb, ${actor}, ${restoredFrom}::integer, ${note}::text FROM last
      RETURNING version)
    INSERT INTO setup AS s (account_id, kind, key, version, doc, updated_by)
    SELECT current_account(), ${kind}, ${key}, kept.version, ${doc}::text::jsonb, ${actor} FROM kept
    ON CONFLICT (account_id, kind, key) DO UPDATE
      SET version = excluded.version, doc = excluded.doc, updated_at = now(), updated_by = excluded.updated_by
    RETURNING s.key, s.version, s.doc, s.updated_at AS "updatedAt", s.updated_by AS "updatedBy"`
  if (!row) throw new Error('A written document answered no row')
  return row
}

export async function removeDocument(
  tx: TransactionSql,
  document: { readonly kind: SetupKind; readonly key: string; readonly actor: string },
): Promise<void> {
  const { kind, key, actor } = document
  await tx`
    WITH gone AS (
      DELETE FROM setup s WHERE s.account_id = current_account() AND s.kind = ${kind} AND s.key = ${key} RETURNING s.version)
    INSERT INTO setup_history (account_id, kind, key, version, doc, actor)
    SELECT current_account(), ${kind}, ${key}, gone.version + 1, NULL, ${actor} FROM gone`
}
