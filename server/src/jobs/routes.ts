// The endpoints of jobs: plan, make, look at, control.

import { assertNever } from '@switchyard/core/assert.ts'
import { cancelJob } from '@switchyard/contract/jobs/cancel.ts'
import { createJob as createEndpoint } from '@switchyard/contract/jobs/create.ts'
import { listJobItems } from '@switchyard/contract/jobs/items.ts'
import { listJobs } from '@switchyard/contract/jobs/list.ts'
import { pauseJob } from '@switchyard/contract/jobs/pause.ts'
import { planJob } from '@switchyard/contract/jobs/plan.ts'
import { listJobReasons } from '@switchyard/contract/jobs/reasons.ts'
import { resumeJob } from '@switchyard/contract/jobs/resume.ts'
import { retryJob as retryEndpoint } from '@switchyard/contract/jobs/retry.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import { undoJob } from '@switchyard/contract/jobs/undo.ts'

import { audit } from '../access/audit.ts'
import { idPage, pageOf } from '../access/page.ts'
import { databaseNow } from '../db/clock.ts'
import type { Database } from '../db/database.ts'
import { notFound, Problem } from '../http/problem.ts'
import { handle, type Caller, type Route } from '../http/route.ts'
import type { LiveSetup } from '../setup/live.ts'
import type { JobActions } from './actions.ts'
import { jobChanged } from './changed.ts'
import { controlJob, retryJob, type Controlled, type JobControl } from './control.ts'
import { fileRoute } from './fileRoute.ts'
import { followUp } from './followUp.ts'
import { itemsPage } from './itemsPage.ts'
import { jobReasons } from './jobReasons.ts'
import { makeJob, patientMs } from './makeJob.ts'
import { jobColumns, shownJob, type JobRow, type ShownJob } from './jobRow.ts'
import { planOf } from './plan.ts'
import { readJob } from './readJob.ts'
import { resultsRoute } from './resultsRoute.ts'
import { makeUndo } from './undo/makeUndo.ts'

export interface JobRouteParts {
  readonly db: Database
  readonly live: LiveSetup
  readonly actions: JobActions
  readonly random: () => number
  /** A job was made or changed: whoever works in this process may look at once. */
  readonly nudge: () => void
}

export function jobRoutes(parts: JobRouteParts): Route[] {
  const { db, live, actions } = parts

  async function control(caller: Caller, id: string, word: JobControl | 'retry', requestId: string): Promise<ShownJob> {
    const { accountId, actor } = caller
    await db.asAccount(accountId, async (tx) => {
      const done = await (word === 'retry' ? retryJob(tx, id) : controlJob(tx, id, word))
      refuse(done, id, word)
      await audit(tx, { accountId, actor, action: `job.${word}`, object: `job ${id}`, requestId })
      await jobChanged(tx, accountId, id)
    })
    await followUp(db, accountId, id, word)
    parts.nudge()
    return readJob(db, accountId, id)
  }

  return [
    handle(planJob, async ({ caller, body }) => {
      const { accountId, actor } = caller
      const scope = { accountId, actor, setup: await live.account(accountId) }
      return db.asAccountPatiently(accountId, async (tx) => {
        await tx.unsafe(`SET LOCAL statement_timeout = ${patientMs}`)
        return planOf(tx, scope, actions[body.action], body.options, body.selection)
      })
    }),
    handle(createEndpoint, async ({ caller, body, request, reply }) => {
      if (body.action === 'undo') {
        throw new Problem(422, 'invalid_job', `A job is undone by POST /v1/jobs/${body.options.job}/undo`)
      }
      const key = request.headers['idempotency-key']
      const made = await makeJob(parts, { request: body, caller, key, requestId: request.id })
      if (made.isRepeated) reply.header('idempotent-replay', 'true')
      return readJob(db, caller.accountId, made.id)
    }),
    handle(listJobs, async ({ caller, query }) => {
      const { below, limit } = idPage(query)
      const found = await db.asAccount(caller.accountId, (tx) => {
        const inState = query.state?.length ? tx`j.state = ANY(${query.state}::text[])` : tx`true`
        const ofAction = query.action?.length ? tx`j.action = ANY(${query.action}::text[])` : tx`true`
        return tx<JobRow[]>`
          SELECT ${jobColumns(tx)} FROM jobs j
          WHERE j.account_id = current_account() AND j.id < ${below}::bigint AND ${inState} AND ${ofAction}
          ORDER BY j.id DESC LIMIT ${limit + 1}`
      })
      const { rows, nextCursor } = pageOf(found, limit)
      const now = databaseNow()
      return { jobs: rows.map((row) => shownJob(row, now)), nextCursor }
    }),
    handle(showJob, ({ caller, params }) => readJob(db, caller.accountId, params.id)),
    handle(listJobItems, ({ caller, params, query }) =>
      db.asAccount(caller.accountId, (tx) => itemsPage(tx, params.id, query)),
    ),
    handle(listJobReasons, ({ caller, params }) => db.asAccount(caller.accountId, (tx) => jobReasons(tx, params.id))),
    handle(pauseJob, ({ caller, params, request }) => control(caller, params.id, 'pause', request.id)),
    handle(resumeJob, ({ caller, params, request }) => control(caller, params.id, 'resume', request.id)),
    handle(cancelJob, ({ caller, params, request }) => control(caller, params.id, 'cancel', request.id)),
    handle(retryEndpoint, ({ caller, params, request }) => control(caller, params.id, 'retry', request.id)),
    handle(undoJob, async ({ caller, params, request }) => {
      const { accountId, actor } = caller
      const made = await db.asAccountPatiently(accountId, async (tx) => {
        await tx.unsafe(`SET LOCAL statement_timeout = ${patientMs}`)
        const id = await makeUndo(tx, params.id, actor, parts.random)
        const object = `job ${params.id}`
        await audit(tx, { accountId, actor, action: 'job.undo', object, after: { job: id }, requestId: request.id })
        await jobChanged(tx, accountId, id)
        return id
      })
      parts.nudge()
      return readJob(db, accountId, made)
    }),
    fileRoute(db),
    resultsRoute(db),
  ]
}

function refuse(done: Controlled, id: string, word: JobControl | 'retry'): void {
  switch (done.kind) {
    case 'changed':
      return
    case 'missing':
      throw notFound(`Job ${id}`)
    case 'wrongState':
      throw new Problem(409, 'wrong_state', `This job is ${done.state}: ${notPossible[word]}`)
    case 'nothingFailed':
      throw new Problem(409, 'nothing_failed', 'No lead of this job has failed in a way that can be tried again')
    default:
      assertNever(done)
  }
}

const notPossible: Readonly<Record<JobControl | 'retry', string>> = {
  pause: 'only a running job can be paused',
  resume: 'only a paused job can go on',
  cancel: 'it has ended',
  retry: 'it cannot be tried again',
}
