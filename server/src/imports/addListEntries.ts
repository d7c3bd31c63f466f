// Rows say what goes onto a suppression list.

import type { ItemResult } from '../jobs/action.ts'
import { entryDigest } from '../screening/suppression.ts'
import { entryField, type JudgedRow } from './judgeRows.ts'
import type { RowResults, Running } from './running.ts'

export async function addListEntries({ tx, scope, item }: Running, rows: readonly JudgedRow[]): Promise<RowResults> {
  const fresh = rows.filter(({ judged }) => judged.verdict === 'create')
  const digests = fresh.map(({ judged }) => entryDigest(judged.values[entryField] ?? '').toString('hex'))
  await tx`
    INSERT INTO suppression_entries (account_id, list, digest)
    SELECT ${scope.accountId}, ${item.options.list ?? ''}, decode(d, 'hex') FROM unnest(${digests}::text[]) d
    ON CONFLICT DO NOTHING`
  return new Map(
    rows.map(({ row, judged }): [number, ItemResult] => [
      row.row,
      judged.verdict === 'create'
        ? { kind: 'succeeded', outcome: 'added', reason: null }
        : { kind: 'leftOut', reason: 'it stands on the list already' },
    ]),
  )
}
