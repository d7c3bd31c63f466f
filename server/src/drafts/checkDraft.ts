// Checks the rows of a draft and keeps what was found, so that whoever opens it again sees it at once.

import { isDeepStrictEqual } from 'node:util'

import type { TransactionSql } from 'postgres'

import { isChanged, readDraftRows } from './draftRow.ts'
import { checkRows, type CheckedRow } from './checkRows.ts'
import { planOfDraft, type DraftPlan } from './planOfDraft.ts'
import { readDraft, type StoredDraft } from './readDrafts.ts'
import type { AccountSetup } from '../setup/compile.ts'

export interface CheckedDraft {
  /** With the counts as they are now. */
  readonly draft: StoredDraft
  readonly rows: readonly CheckedRow[]
  /** Null where only some rows were checked. */
  readonly plan: DraftPlan | null
}

/** Runs in the account's own transaction. `ids` null: all, judged among each other as the job will. */
export async function checkDraft(
  tx: TransactionSql,
  { setup, actor }: { readonly setup: AccountSetup; readonly actor: string },
  id: string,
  ids: readonly string[] | null,
): Promise<CheckedDraft> {
  const { accountId } = setup
  const draft = await readDraft(tx, id)
  const checking = { setup, actor, delivery: draft.delivery }
  const all = await checkRows(tx, checking, await readDraftRows(tx, accountId, id, ids))
  const solved = draft.running ? [] : all.filter(isSolved)
  await removeRows(tx, id, solved)
  const rows = solved.length === 0 ? all : all.filter((row) => !isSolved(row))
  await keepVerdicts(tx, id, rows)
  if (ids === null) {
    await tx`
      UPDATE drafts d SET checked_version = ${draft.version}, checked_setup = ${setup.version}
      WHERE d.account_id = current_account() AND d.id = ${id}::bigint`
  }
  return {
    draft: await readDraft(tx, id),
    rows,
    plan: ids === null ? planOfDraft(rows) : null,
  }
}

/** Somebody else has taken care of it, and nothing was typed here: it is no work any more. */
function isSolved({ row, lead, verdict }: CheckedRow): boolean {
  if (row.kept || isChanged(row)) return false
  if (lead === null || lead.erased) return true
  // What is held waits for whoever releases it.
  return verdict.state === 'leftOut' && (lead.status === 'accepted' || lead.status === 'quarantined')
}

async function removeRows(tx: TransactionSql, id: string, rows: readonly CheckedRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx`
    DELETE FROM draft_rows r WHERE r.account_id = current_account() AND r.draft_id = ${id}::bigint
      AND r.place = ANY(${rows.map(({ row }) => row.place)}::int[])`
}

/** A row that was changed meanwhile is checked again by whoever changed it. */
async function keepVerdicts(tx: TransactionSql, id: string, rows: readonly CheckedRow[]): Promise<void> {
  const written = rows
    .filter(({ row, verdict }) => !isDeepStrictEqual(row.verdict, verdict))
    .map(({ row: { place, version }, verdict }) => ({ place, version, verdict }))
  if (written.length === 0) return
  await tx`
    UPDATE draft_rows r SET verdict = w.verdict
    FROM jsonb_to_recordset(${JSON.stringify(written)}::text::jsonb) AS w (place int, version int, verdict jsonb)
    WHERE r.account_id = current_account() AND r.draft_id = ${id}::bigint AND r.place = w.place AND r.version = w.version`
}
