// What the columns of an uploaded file are taken for.

import type { TransactionSql } from 'postgres'

import type { ImportOptions } from '@switchyard/contract/imports/options.ts'
import type { ImportPurpose } from '@switchyard/contract/imports/words.ts'
import { matchColumns, type ColumnSample, type MatchedColumn } from '@switchyard/core/imports/matchColumns.ts'

import { invalid } from '../http/problem.ts'
import type { AccountSetup } from '../setup/compile.ts'

export interface MatchWish {
  readonly setup: AccountSetup
  readonly campaign: string | null
  readonly purpose: ImportPurpose
  readonly options: ImportOptions
}

/** @throws Problem 422 where what was asked for names a column or a field that is not there */
export async function matchImport(
  tx: TransactionSql,
  { setup, campaign, purpose, options }: MatchWish,
  columns: readonly ColumnSample[],
): Promise<readonly MatchedColumn[]> {
  const { accountId } = setup
  const remembered = campaign === null ? {} : await readMapping(tx, accountId, campaign, options.supplier ?? '')
  const fields = setup.campaigns.get(campaign ?? '')?.doc.fields ?? []
  const matched = matchColumns(columns, { purpose, fields, asked: options.mapping ?? {}, remembered })
  if (matched.problems.length > 0) {
    throw invalid(
      matched.problems.map(({ column, code, message }) => ({ path: `options.mapping.${column}`, code, message })),
      422,
    )
  }
  return matched.columns
}

async function readMapping(
  tx: TransactionSql,
  accountId: string,
  campaign: string,
  supplier: string,
): Promise<Readonly<Record<string, string | null>>> {
  const [row] = await tx<{ columns: Record<string, string | null> }[]>`
    SELECT p.columns FROM import_mappings p
    WHERE p.account_id = ${accountId} AND p.campaign = ${campaign} AND p.supplier = ${supplier}`
  return row?.columns ?? {}
}

/** For the next file of this supplier. What was guessed from values is no knowledge, and is not kept. */
export async function rememberMapping(
  tx: TransactionSql,
  accountId: string,
  item: { readonly campaign: string; readonly supplier: string; readonly columns: readonly MatchedColumn[] },
): Promise<void> {
  const known = item.columns.filter(({ by }) => by === 'asked' || by === 'heading' || by === 'remembered')
  const columns = Object.fromEntries(known.map(({ name, target }) => [name.toLowerCase(), target]))
  if (known.length === 0) return
  await tx`
    INSERT INTO import_mappings AS p (account_id, campaign, supplier, columns)
    VALUES (${accountId}, ${item.campaign}, ${item.supplier}, ${JSON.stringify(columns)}::text::jsonb)
    ON CONFLICT (account_id, campaign, supplier) DO UPDATE SET columns = p.columns || EXCLUDED.columns, updated_at = now()`
}
