// Apply a draft: leads get the values that a person has typed over theirs, each as a revision, and go on; others are kept rejected.
// What is done leaves the draft, what is not stays in it.

import type { TransactionSql } from 'postgres'

import type { ApplyDraftOptions } from '@switchyard/contract/jobs/actions/applyDraft.ts'

import { assertNever } from '@switchyard/core/assert.ts'

import { conflictWords } from '../../drafts/checkRows.ts'
import { isChanged, readDraftRows, type DraftRow } from '../../drafts/draftRow.ts'
import { unchecked } from '../../drafts/verdictOf.ts'
import { invalid } from '../../http/problem.ts'
import { editLeads, type Edited } from '../../leads/edit.ts'
import type { Cause } from '../../readmission/cause.ts'
import { readOffers } from '../../readmission/readOffers.ts'
import { leftOutOfCure } from '../../resolve/leftOutOfCure.ts'
import type { ItemResult, JobAction, JobLead, JobScope, LeftOut, RunningScope } from '../action.ts'
import { considerRedelivery } from '../redelivery/consider.ts'
import { checkLeads, resendLeads } from './goOn.ts'
import { keepRejectedAction } from './keepRejected.ts'
import type { RedeliverParts } from './redeliver.ts'
import type { ReadmittingParts } from './readmittingParts.ts'

const late: ItemResult = { kind: 'later', reason: 'the change of set-up has not come here yet' }
const notInDraft = 'not in the draft any more'
/** Where nobody was asked for a reason of their own. */
const keptWords = 'Kept rejected in the fix grid'

export function createApplyDraft(parts: ReadmittingParts & RedeliverParts): JobAction<ApplyDraftOptions> {
  return {
    name: 'applyDraft',
    chunk: 500,
    async check(tx, { accountId, actor }, { draft: id }) {
      const draft = await readAbout(tx, accountId, id)
      if (draft?.actor === actor) return
      const message = draft ? `Only ${draft.actor} may carry this draft out` : 'There is no such draft'
      throw invalid([{ path: 'options.draft', code: draft ? 'not_yours' : 'not_found', message }], 422)
    },
    async consider(tx, scope, options, leads) {
      const draft = await readAbout(tx, scope.accountId, options.draft)
      const rows = await rowsOf(tx, scope.accountId, options.draft, leads)
      const kept = leads.filter(({ id }) => rows.get(id)?.kept)
      const others = leads.filter(({ id }) => rows.get(id)?.kept === false)
      const reasons = new Map<string, LeftOut>([
        ...paired(kept, await keepRejectedAction.consider(tx, scope, { reason: '' }, kept)),
        ...paired(others, await considerGoing(tx, scope, draft?.delivery ?? null, others)),
      ])
      return leads.map(({ id }) => (rows.has(id) ? (reasons.get(id) ?? null) : notInDraft))
    },
    async run(tx, scope, options, leads, afterCommit) {
      if (scope.setup.version < options.setupVersion) return leads.map(() => late)
      const draft = await readAbout(tx, scope.accountId, options.draft)
      const rows = await rowsOf(tx, scope.accountId, options.draft, leads)
      const results = new Map<string, ItemResult>()
      const kept = leads.filter(({ id }) => rows.get(id)?.kept)
      if (kept.length > 0) {
        const reason = options.keepReason ?? keptWords
        const done = await keepRejectedAction.run(tx, scope, { reason }, kept, afterCommit)
        for (const [id, result] of paired(kept, done)) results.set(id, result)
      }
      const others = leads.filter(({ id }) => rows.get(id)?.kept === false)
      const { todo, revisions } = await editRows(tx, scope, options.reason, others, rows, results)
      if (todo.length > 0) {
        const going = { parts, scope, afterCommit }
        const cause: Cause = { kind: 'reprocess', waive: new Set(), reason: options.reason }
        const delivery = draft?.delivery ?? null
        const done =
          delivery === null ? await checkLeads(tx, going, cause, todo) : await resendLeads(tx, going, delivery, todo)
        for (const [id, result] of paired(todo, done)) results.set(id, result)
      }
      await updateDraft(tx, scope.accountId, options.draft, results, revisions)
      return leads.map(({ id }) => results.get(id) ?? { kind: 'leftOut', reason: notInDraft })
    },
  }
}

interface About {
  readonly actor: string
  readonly delivery: string | null
}

async function readAbout(tx: TransactionSql, accountId: string, id: string): Promise<About | null> {
  const [draft] = await tx<About[]>`
    SELECT d.actor, d.delivery FROM drafts d WHERE d.account_id = ${accountId} AND d.id = ${id}::bigint`
  return draft ?? null
}

async function rowsOf(
  tx: TransactionSql,
  accountId: string,
  draft: string,
  leads: readonly JobLead[],
): Promise<ReadonlyMap<string, DraftRow>> {
  const ids = leads.map(({ id }) => id)
  return new Map((await readDraftRows(tx, accountId, draft, ids)).map((row) => [row.id, row]))
}

async function considerGoing(
  tx: TransactionSql,
  scope: JobScope,
  delivery: string | null,
  leads: readonly JobLead[],
): Promise<readonly LeftOut[]> {
  // With new values the delivery's rules are asked when they are there.
  if (delivery !== null) {
    return considerRedelivery(tx, scope, { delivery, skipRules: true, includeAccepted: false }, leads)
  }
  const offers = await readOffers(
    tx,
    scope.accountId,
    leads.map(({ id }) => id),
  )
  return leads.map((lead) => leftOutOfCure(lead, offers.of(lead.id), scope.setup))
}

/** Leads whose values are in place go on; the others have their result. */
async function editRows(
  tx: TransactionSql,
  { setup, actor }: RunningScope,
  reason: string,
  leads: readonly JobLead[],
  rows: ReadonlyMap<string, DraftRow>,
  results: Map<string, ItemResult>,
): Promise<{ todo: readonly JobLead[]; revisions: ReadonlyMap<string, number> }> {
  const edits = leads.flatMap(({ id }) => {
    const row = rows.get(id)
    return row && isChanged(row) ? [{ id, fields: row.changes, reason, revision: row.revision, actor }] : []
  })
  const edited = await editLeads(tx, setup, edits)
  const revisions = new Map<string, number>()
  edited.forEach((one, index) => {
    const edit = edits[index]
    if (!edit) return
    const refused = refusalOf(one)
    if (refused) results.set(edit.id, refused)
    else revisions.set(edit.id, one.kind === 'edited' ? one.revision : edit.revision)
  })
  return { todo: leads.filter(({ id }) => !results.has(id)), revisions }
}

function refusalOf(edited: Edited): ItemResult | null {
  switch (edited.kind) {
    case 'edited':
    case 'unchanged':
      return null
    case 'failures': {
      const reason = edited.failures.map(({ message }) => message).join('; ')
      return { kind: 'failed', outcome: 'rejected', reason }
    }
    case 'stale':
      return { kind: 'leftOut', reason: conflictWords }
    case 'unknownFields':
      return { kind: 'leftOut', reason: `its campaign has no field ${edited.fields.join(', ')}` }
    case 'missing':
      return { kind: 'leftOut', reason: 'not found' }
    case 'erased':
      return { kind: 'leftOut', reason: 'erased' }
    default:
      return assertNever(edited)
  }
}

/** What is done leaves it. Changes that are on the lead now are no changes any more, also where it is still refused. */
async function updateDraft(
  tx: TransactionSql,
  accountId: string,
  draft: string,
  results: ReadonlyMap<string, ItemResult>,
  revisions: ReadonlyMap<string, number>,
): Promise<void> {
  const done = new Set(
    [...results].filter(([, { kind }]) => kind === 'succeeded' || kind === 'running').map(([id]) => id),
  )
  const left = [...revisions].filter(([id]) => !done.has(id)).map(([id, revision]) => ({ id, revision }))
  // What is left is to be checked anew.
  await tx`
    UPDATE drafts d SET checked_version = NULL WHERE d.account_id = ${accountId} AND d.id = ${draft}::bigint`
  await tx`
    DELETE FROM draft_rows r
    WHERE r.account_id = ${accountId} AND r.draft_id = ${draft}::bigint AND r.lead_id = ANY(${[...done]}::bigint[])`
  await tx`
    UPDATE draft_rows r SET changes = '{}', touched = '{}', revision = w.revision, verdict = ${JSON.stringify(unchecked)}::text::jsonb
    FROM jsonb_to_recordset(${JSON.stringify(left)}::text::jsonb) AS w (id bigint, revision int)
    WHERE r.account_id = ${accountId} AND r.draft_id = ${draft}::bigint AND r.lead_id = w.id`
}

function paired<T>(leads: readonly JobLead[], values: readonly T[]): [string, T][] {
  return leads.flatMap(({ id }, index) => {
    const value = values[index]
    return value === undefined ? [] : [[id, value] as [string, T]]
  })
}
