// The endpoints of drafts: rejected leads that a person corrects in a grid.

import type { TransactionSql } from 'postgres'

import { checkDraft as checkEndpoint } from '@switchyard/contract/drafts/check.ts'
import { createDraft as createEndpoint } from '@switchyard/contract/drafts/create.ts'
import { deleteDraft as deleteEndpoint } from '@switchyard/contract/drafts/delete.ts'
import { listDrafts } from '@switchyard/contract/drafts/list.ts'
import { runDraft as runEndpoint } from '@switchyard/contract/drafts/run.ts'
import { showDraft } from '@switchyard/contract/drafts/show.ts'
import { updateDraft } from '@switchyard/contract/drafts/update.ts'

import { audit } from '../access/audit.ts'
import type { Database } from '../db/database.ts'
import { Problem } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { readJob } from '../jobs/readJob.ts'
import type { LiveSetup } from '../setup/live.ts'
import { checkDraft } from './checkDraft.ts'
import { createDraft } from './createDraft.ts'
import { draftFields } from './draftFields.ts'
import { editingOf } from './editingOf.ts'
import { readDraft, readDrafts, shownDraft } from './readDrafts.ts'
import { rowsPage } from './rowsPage.ts'
import { runDraft } from './runDraft.ts'
import { saveDraft } from './saveDraft.ts'

export interface DraftParts {
  readonly db: Database
  readonly live: LiveSetup
  readonly random: () => number
  /** A job was made: whoever works in this process may look at once. */
  readonly nudge: () => void
}

/** More take longer than a screen's query may. */
const fewRows = 500

export function draftRoutes({ db, live, random, nudge }: DraftParts): Route[] {
  return [
    handle(createEndpoint, ({ caller: { accountId, actor }, body }) =>
      db.asAccountPatiently(accountId, async (tx) => {
        const id = await createDraft(tx, actor, body)
        return shownDraft(await readDraft(tx, id), actor)
      }),
    ),
    handle(listDrafts, async ({ caller: { accountId, actor } }) => {
      const drafts = await db.asAccount(accountId, (tx) => readDrafts(tx, { actor }))
      return { drafts: drafts.map((draft) => shownDraft(draft, actor)) }
    }),
    handle(showDraft, async ({ caller: { accountId, actor }, params, query }) => {
      const setup = await live.account(accountId)
      return db.asAccount(accountId, async (tx) => {
        const draft = await readDraft(tx, params.id)
        const fields = setup.campaigns.get(draft.campaign)?.doc.fields ?? []
        return {
          draft: shownDraft(draft, actor),
          fields: query.after === 0 ? draftFields(setup, draft.campaign) : [],
          ...(await rowsPage(tx, draft, fields, query)),
        }
      })
    }),
    handle(updateDraft, async ({ caller: { accountId, actor }, params, body }) => {
      const setup = await live.account(accountId)
      return db.asAccount(accountId, (tx) => saveDraft(tx, { setup, actor }, params.id, body))
    }),
    handle(checkEndpoint, async ({ caller: { accountId, actor }, params, body }) => {
      const setup = await live.account(accountId)
      const ids = body.rows ?? null
      const check = async (tx: TransactionSql) => {
        const checked = await checkDraft(tx, { setup, actor }, params.id, ids)
        const leads = checked.rows.map(({ row }) => row.id)
        return { ...checked, editing: await editingOf(tx, checked.draft, leads) }
      }
      const { draft, rows, plan, editing } =
        ids === null || ids.length > fewRows
          ? await db.asAccountPatiently(accountId, check)
          : await db.asAccount(accountId, check)
      return {
        version: draft.version,
        counts: draft.counts,
        rows: rows.map(({ row: { id }, verdict, lead }) => ({
          id,
          verdict,
          currentRevision: lead?.revision ?? null,
          editing: [...(editing.get(id) ?? [])],
        })),
        plan,
      }
    }),
    handle(runEndpoint, async ({ caller, params, body, request }) => {
      const setup = await live.account(caller.accountId)
      const jobId = await runDraft({ db, setup, random, caller, requestId: request.id }, params.id, body)
      nudge()
      return readJob(db, caller.accountId, jobId)
    }),
    handle(deleteEndpoint, ({ caller: { accountId, actor, scope }, params, request }) =>
      db.asAccount(accountId, async (tx) => {
        const draft = await readDraft(tx, params.id)
        if (draft.actor !== actor && scope !== 'admin') {
          throw new Problem(403, 'not_yours', `Only ${draft.actor} or an admin may throw this draft away`)
        }
        if (draft.running) throw new Problem(409, 'running', `Job ${draft.jobId ?? ''} carries this draft out`)
        await tx`DELETE FROM drafts d WHERE d.account_id = current_account() AND d.id = ${params.id}::bigint`
        await audit(tx, {
          accountId,
          actor,
          action: 'draft.delete',
          object: `draft ${params.id}`,
          requestId: request.id,
        })
        return undefined
      }),
    ),
  ]
}
