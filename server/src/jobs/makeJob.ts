// A job that somebody asks for: made and checked in one transaction, written into the audit log, told to who watches.

import type { JobRequest } from '@switchyard/contract/jobs/request.ts'

import { audit } from '../access/audit.ts'
import type { Database } from '../db/database.ts'
import { Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import type { LiveSetup } from '../setup/live.ts'
import type { JobActions } from './actions.ts'
import { jobChanged } from './changed.ts'
import { createJob } from './create.ts'
import { campaignsOf } from './plan.ts'

export interface MakingParts {
  readonly db: Database
  readonly live: LiveSetup
  readonly actions: JobActions
  readonly random: () => number
  /** Whoever works in this process may look at once. */
  readonly nudge: () => void
}

export interface JobAsked {
  readonly request: JobRequest
  readonly caller: Caller
  /** The header as it came. */
  readonly key: string | string[] | undefined
  readonly requestId: string
}

/** Selections of a hundred thousand leads take longer than a screen's query may. */
export const patientMs = 60_000

/** Throws a Problem for options that the action cannot carry out, and for a key that came before with another request. */
export async function makeJob(
  parts: MakingParts,
  { request, caller, key, requestId }: JobAsked,
): Promise<{ readonly id: string; readonly isRepeated: boolean }> {
  const { accountId, actor } = caller
  const scope = { accountId, actor, setup: await parts.live.account(accountId) }
  const idempotencyKey = typeof key === 'string' && key !== '' ? key : null
  const made = await parts.db.asAccountPatiently(accountId, async (tx) => {
    await tx.unsafe(`SET LOCAL statement_timeout = ${patientMs}`)
    const created = await createJob(tx, { request, actor, idempotencyKey }, parts.random)
    if (created.kind !== 'made') return created
    const { action, options, selection } = request
    // After the insertion, which makes a second click wait for the first: what is refused here is rolled back.
    const campaigns = await campaignsOf(tx, selection)
    await parts.actions[action].check?.(tx, scope, options, campaigns)
    await parts.actions[action].begin?.(tx, { ...scope, jobId: created.id }, options, campaigns)
    const object = `job ${created.id}`
    // The options stand with the job: they may name somebody, and go when that lead is erased.
    await audit(tx, { accountId, actor, action: 'job.create', object, after: { action }, requestId })
    await jobChanged(tx, accountId, created.id)
    return created
  })
  if (made.kind === 'mismatch') {
    throw new Problem(422, 'idempotency_mismatch', 'This Idempotency-Key came before with another job')
  }
  parts.nudge()
  return { id: made.id, isRepeated: made.kind === 'repeated' }
}
