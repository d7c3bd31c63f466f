// What uploaded files hold of leads. A file cannot be scrubbed in part: it goes, and its other rows stay.

import type { TransactionSql } from 'postgres'

export async function scrubImports(tx: TransactionSql, accountId: string, leadIds: readonly string[]): Promise<void> {
  const imports = await tx<{ id: string }[]>`
    WITH scrubbed AS (
      UPDATE import_rows r SET cells = '[]', flags = NULL, changes = NULL, ignored = NULL, error = NULL, twin = NULL
      WHERE r.account_id = ${accountId} AND r.lead_id = ANY(${[...leadIds]}::bigint[])
      RETURNING r.import_id
    )
    SELECT DISTINCT s.import_id::text AS id FROM scrubbed s`
  const ids = imports.map(({ id }) => id)
  if (ids.length === 0) return
  await tx`DELETE FROM import_files f WHERE f.account_id = ${accountId} AND f.import_id = ANY(${ids}::bigint[])`
  // Samples and odd letters may be the lead's own.
  await tx`
    UPDATE imports m
    SET reading = m.reading || '{"choices": [], "oddTexts": []}',
      columns = (SELECT coalesce(jsonb_agg(c.value || '{"samples": []}' ORDER BY c.place), '[]')
        FROM jsonb_array_elements(m.columns) WITH ORDINALITY AS c (value, place))
    WHERE m.account_id = ${accountId} AND m.id = ANY(${ids}::bigint[])`
}
