// A cure is carried out: its change of set-up and its job are written in one transaction.

import type { CureRequest } from '@switchyard/contract/causes/cureRequest.ts'
import type { JobRequest } from '@switchyard/contract/jobs/request.ts'

import { audit } from '../access/audit.ts'
import type { Caller } from '../http/route.ts'
import { jobChanged } from '../jobs/changed.ts'
import { createJob, madeBefore, type Created } from '../jobs/create.ts'
import { beginChange } from '../setup/store.ts'
import type { LiveSetup } from '../setup/live.ts'
import { countRefusals } from './countRefusals.ts'
import { targetOf, type CureTarget } from './cureTarget.ts'
import { planCure, refuseOpenCells, type CurePlan } from './planCure.ts'
import type { PreviewParts } from './preview.ts'
import { readSetup } from './readSetup.ts'
import { say } from './said.ts'
import { writeChanges } from './setupChange.ts'

export interface CureParts extends PreviewParts {
  readonly live: LiveSetup
  readonly random: () => number
}

export interface CureWish {
  readonly request: CureRequest
  readonly caller: Caller
  readonly idempotencyKey: string | null
  readonly requestId: string
}

export async function runCure(parts: CureParts, wish: CureWish): Promise<Created> {
  const { request, caller, idempotencyKey, requestId } = wish
  const { accountId, actor } = caller
  const { cure } = request
  const asked = ['cure', request]
  let changed = false
  await countRefusals(parts.db.engine, accountId)
  const made = await parts.db.asAccountPatiently(accountId, async (tx): Promise<Created> => {
    // Before anything is read that is changed: a second click and another's change wait here.
    if (cure.kind === 'addListValue' || cure.kind === 'addSynonym' || cure.kind === 'relaxRule') await beginChange(tx)
    const before = idempotencyKey === null ? null : await madeBefore(tx, idempotencyKey, asked)
    if (before) return before
    const target = await targetOf(tx, request)
    const setup = await readSetup(tx, accountId, parts.sealer)
    const plan = await planCure(tx, setup, target, cure)
    refuseOpenCells(plan)
    changed = plan.changes.length > 0
    await writeChanges(tx, plan.changes, { caller, allowHosts: parts.allowHosts, requestId })
    const job = jobOf(target, plan, setup.version)
    if (job.action === 'cure') {
      await parts.actions.cure.check?.(tx, { accountId, actor, setup }, job.options, target.campaigns)
    }
    const created = await createJob(tx, { request: job, actor, idempotencyKey, asked }, parts.random)
    if (created.kind !== 'made') return created
    if (target.cause) {
      const leads = 'ids' in target.selection ? target.selection.ids.length : 0
      const done = { kind: cure.kind, jobId: created.id, leads }
      await say(tx, target.cause, { state: 'resolved', reason: cure.reason ?? null, actor, cure: done })
    }
    const after = { cure: cure.kind, cause: request.cause ?? null }
    await audit(tx, { accountId, actor, action: 'cause.cure', object: `job ${created.id}`, after, requestId })
    await jobChanged(tx, accountId, created.id)
    return created
  })
  // The caller's next request must already meet the new set-up.
  if (changed) await parts.live.refresh(accountId)
  return made
}

function jobOf({ selection }: CureTarget, { options, reason }: CurePlan, setupVersion: number): JobRequest {
  return options === null
    ? { action: 'keepRejected', selection, options: { reason: reason ?? '' } }
    : { action: 'cure', selection, options: { ...options, setupVersion } }
}
