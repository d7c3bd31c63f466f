// Carries a draft out: a job is made of the rows that have something to be done, by what the checks said of them as they are now.

import type { runDraft as runEndpoint } from '@switchyard/contract/drafts/run.ts'
import type { BodyOf } from '@switchyard/contract/endpoint.ts'

import { audit } from '../access/audit.ts'
import type { Database } from '../db/database.ts'
import { invalid, Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { jobChanged } from '../jobs/changed.ts'
import { createJob } from '../jobs/create.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { checkDraft } from './checkDraft.ts'
import { readDraftRows } from './draftRow.ts'
import { lockDraft } from './lockDraft.ts'
import { isInJob } from './planOfDraft.ts'
import { readDraft } from './readDrafts.ts'

export interface DraftRun {
  readonly db: Database
  readonly setup: AccountSetup
  readonly random: () => number
  readonly caller: Caller
  readonly requestId: string
}

/** Answers the id of the job. */
export async function runDraft(run: DraftRun, id: string, wish: BodyOf<typeof runEndpoint>): Promise<string> {
  const { db, setup, caller, requestId } = run
  const { accountId, actor } = caller
  const draft = await db.asAccount(accountId, (tx) => readDraft(tx, id))
  // Whoever was shown what would happen has had all rows checked a moment ago.
  if (draft.checkedVersion !== draft.version || draft.checkedSetup !== setup.version) {
    await db.asAccountPatiently(accountId, (tx) => checkDraft(tx, { setup, actor }, id, null))
  }
  return db.asAccountPatiently(accountId, async (tx) => {
    const { version } = await lockDraft(tx, id, actor)
    if (version !== wish.version) {
      throw new Problem(409, 'draft_changed', 'The draft was changed since it was checked; check it again')
    }
    const taken = (await readDraftRows(tx, accountId, id)).filter((row) => isInJob({ row, verdict: row.verdict }))
    if (taken.length === 0) throw new Problem(409, 'nothing_to_do', 'No row is changed, ready or kept rejected')
    if (taken.some((row) => row.kept) && wish.keepReason === undefined) {
      const message = 'Say why the marked leads stay rejected, in a few words'
      throw invalid([{ path: 'keepReason', code: 'required', message }], 422)
    }
    const { reason, keepReason } = wish
    const made = await createJob(
      tx,
      {
        request: {
          action: 'applyDraft',
          selection: { ids: taken.map((row) => row.id) },
          options: {
            draft: id,
            reason,
            setupVersion: setup.version,
            ...(keepReason === undefined ? {} : { keepReason }),
          },
        },
        actor,
        idempotencyKey: null,
      },
      run.random,
    )
    if (made.kind !== 'made') throw new Error('A job without a key is always made')
    await tx`
      UPDATE drafts d SET job_id = ${made.id}::bigint WHERE d.account_id = current_account() AND d.id = ${id}::bigint`
    await audit(tx, {
      accountId,
      actor,
      action: 'draft.run',
      object: `job ${made.id}`,
      after: { draft: id },
      requestId,
    })
    await jobChanged(tx, accountId, made.id)
    return made.id
  })
}
