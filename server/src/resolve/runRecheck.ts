// The leads that a changed document could let through are checked again, because somebody asked for it.

import type { recheckAffected } from '@switchyard/contract/causes/recheck.ts'
import type { BodyOf } from '@switchyard/contract/endpoint.ts'
import type { JobRequest } from '@switchyard/contract/jobs/request.ts'

import { audit } from '../access/audit.ts'
import { invalid } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { jobChanged } from '../jobs/changed.ts'
import { createJob, madeBefore, type Created } from '../jobs/create.ts'
import { affectedLeads } from './affected.ts'
import { countRefusals } from './countRefusals.ts'
import type { CureParts } from './runCure.ts'

export interface RecheckWish {
  readonly request: BodyOf<typeof recheckAffected>
  readonly caller: Caller
  readonly idempotencyKey: string | null
  readonly requestId: string
}

export async function runRecheck(parts: CureParts, wish: RecheckWish): Promise<Created> {
  const { request, caller, idempotencyKey, requestId } = wish
  const { accountId, actor } = caller
  const asked = ['recheck', request]
  const setup = await parts.live.account(accountId)
  await countRefusals(parts.db.engine, accountId)
  return parts.db.asAccountPatiently(accountId, async (tx): Promise<Created> => {
    const before = idempotencyKey === null ? null : await madeBefore(tx, idempotencyKey, asked)
    if (before) return before
    const ids = await affectedLeads(tx, setup, request)
    if (ids.length === 0) {
      const message = `No lead waits that ${request.kind} ${request.key} could let through`
      throw invalid([{ path: 'key', code: 'nothing_affected', message }], 422, 'nothing_affected')
    }
    const reason = request.reason || `Checked again after a change of ${request.kind} ${request.key}`
    const options = { skip: [], reason, setupVersion: setup.version }
    const job: JobRequest =
      request.kind === 'mapper'
        ? { action: 'reprocess', selection: { ids: [...ids] }, options: { skip: [], reason } }
        : {
            action: 'cure',
            selection: { ids: [...ids] },
            options: request.kind === 'delivery' ? { ...options, delivery: request.key } : options,
          }
    const created = await createJob(tx, { request: job, actor, idempotencyKey, asked }, parts.random)
    if (created.kind !== 'made') return created
    const after = { kind: request.kind, key: request.key, leads: ids.length }
    await audit(tx, { accountId, actor, action: 'cause.recheck', object: `job ${created.id}`, after, requestId })
    await jobChanged(tx, accountId, created.id)
    return created
  })
}
