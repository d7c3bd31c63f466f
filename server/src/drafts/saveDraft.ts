// Saves what was typed. Each cell stands for itself, so that two tabs do not lose each other's.

import type { TransactionSql } from 'postgres'

import type { updateDraft } from '@switchyard/contract/drafts/update.ts'
import type { BodyOf, OutputOf } from '@switchyard/contract/endpoint.ts'
import { keptCell, mergePatch } from '@switchyard/core/drafts/mergePatch.ts'

import { invalid } from '../http/problem.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { isChanged, readDraftRows, type DraftRow } from './draftRow.ts'
import { lockDraft } from './lockDraft.ts'
import { unchecked } from './verdictOf.ts'

type Saved = OutputOf<typeof updateDraft>

/** Runs in the account's own transaction. */
export async function saveDraft(
  tx: TransactionSql,
  { setup, actor }: { readonly setup: AccountSetup; readonly actor: string },
  id: string,
  { version: seen, rows: patches }: BodyOf<typeof updateDraft>,
): Promise<Saved> {
  const draft = await lockDraft(tx, id, actor)
  refuseUnknownFields(setup, draft.campaign, patches)
  const version = draft.version + 1
  const rows = await readDraftRows(tx, setup.accountId, id, Object.keys(patches))
  const revisions = await readRevisions(tx, rows)
  const conflicts: Saved['conflicts'][number][] = []
  const changed: DraftRow[] = []
  for (const row of rows) {
    const patch = patches[row.id]
    if (!patch) continue
    const merged = mergePatch(row, patch, seen, version)
    const { cells } = merged
    for (const cell of merged.conflicts) conflicts.push(conflictOf(row, cell))
    // The first change is made on what is seen now; later ones only where that was said.
    const revision = patch.revision ?? (isChanged(row) ? row.revision : (revisions.get(row.id) ?? row.revision))
    if (!merged.changed && revision === row.revision) continue
    changed.push({ ...row, ...cells, revision, version, verdict: unchecked })
  }
  const savedAt = changed.length === 0 ? draft.savedAt : await write(tx, id, version, changed)
  const found = new Set(rows.map((row) => row.id))
  return {
    version: changed.length === 0 ? draft.version : version,
    savedAt: savedAt.toISOString(),
    conflicts,
    missing: Object.keys(patches).filter((leadId) => !found.has(leadId)),
  }
}

function conflictOf(row: DraftRow, cell: string): Saved['conflicts'][number] {
  const value = row.changes[cell]
  const field = cell === keptCell ? null : cell
  return { id: row.id, field, kept: row.kept, ...(value === undefined ? {} : { value }) }
}

function refuseUnknownFields(setup: AccountSetup, campaign: string, patches: BodyOf<typeof updateDraft>['rows']): void {
  const known = new Set(setup.campaigns.get(campaign)?.doc.fields.map(({ key }) => key))
  const unknown = new Set(
    Object.values(patches).flatMap(({ set }) => Object.keys(set).filter((key) => !known.has(key))),
  )
  if (unknown.size === 0) return
  const message = `Campaign ${campaign} has no such field`
  throw invalid(
    [...unknown].map((key) => ({ path: `rows.*.set.${key}`, code: 'unknown_field', message })),
    422,
  )
}

async function readRevisions(tx: TransactionSql, rows: readonly DraftRow[]): Promise<ReadonlyMap<string, number>> {
  const found = await tx<{ id: string; revision: number }[]>`
    SELECT l.id::text AS id, l.revision FROM leads l
    WHERE l.account_id = current_account() AND l.id = ANY(${rows.map(({ id }) => id)}::bigint[])`
  return new Map(found.map(({ id, revision }) => [id, revision]))
}

async function write(tx: TransactionSql, id: string, version: number, rows: readonly DraftRow[]): Promise<Date> {
  const written = rows.map(({ place, revision, changes, touched, kept, verdict }) => ({
    place,
    revision,
    changes,
    touched,
    kept,
    verdict,
  }))
  await tx`
    UPDATE draft_rows r SET revision = w.revision, changes = w.changes, touched = w.touched, kept = w.kept, verdict = w.verdict,
      version = ${version}
    FROM jsonb_to_recordset(${JSON.stringify(written)}::text::jsonb)
      AS w (place int, revision int, changes jsonb, touched jsonb, kept boolean, verdict jsonb)
    WHERE r.account_id = current_account() AND r.draft_id = ${id}::bigint AND r.place = w.place`
  const [draft] = await tx<{ savedAt: Date }[]>`
    UPDATE drafts d SET version = ${version}, saved_at = now()
    WHERE d.account_id = current_account() AND d.id = ${id}::bigint RETURNING d.saved_at AS "savedAt"`
  if (!draft) throw new Error(`Draft ${id} was not written`)
  return draft.savedAt
}
