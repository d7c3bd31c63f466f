// The end of an import: its counts are now of what was done.

import type { TransactionSql } from 'postgres'

import { noVerdicts } from '@switchyard/core/imports/countVerdicts.ts'

import type { ImportRef } from './importRow.ts'

export async function finishImport(tx: TransactionSql, { accountId, id }: ImportRef): Promise<void> {
  const names = Object.keys(noVerdicts).filter((name) => name !== 'rows' && name !== 'ignoredEdits')
  const plural: Readonly<Record<string, string>> = { conflicts: 'conflict', duplicates: 'duplicate' }
  const verdicts = names.map((name) => plural[name] ?? name)
  await tx`
    UPDATE imports m SET counts = c.counts
    FROM (
      SELECT jsonb_object_agg(n.name, n.count) || jsonb_build_object('rows', max(n.rows), 'ignoredEdits', max(n.ignored)) AS counts
      FROM (
        SELECT w.name, count(r.row_no) FILTER (WHERE r.verdict = w.verdict) AS count, count(r.row_no) AS rows,
          count(r.row_no) FILTER (WHERE r.ignored IS NOT NULL) AS ignored
        FROM unnest(${names}::text[], ${verdicts}::text[]) AS w (name, verdict)
        CROSS JOIN import_rows r WHERE r.account_id = ${accountId} AND r.import_id = ${id}::bigint
        GROUP BY w.name
      ) n
    ) c
    WHERE m.account_id = ${accountId} AND m.id = ${id}::bigint AND c.counts IS NOT NULL`
}
