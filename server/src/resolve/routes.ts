// The endpoints of causes: what leads are refused for, and what is done about it.

import { acknowledgeCause } from '@switchyard/contract/causes/acknowledge.ts'
import { cureCause } from '@switchyard/contract/causes/cure.ts'
import { keepCause } from '@switchyard/contract/causes/keep.ts'
import { listCauseLeads } from '@switchyard/contract/causes/leads.ts'
import { listCauses as listEndpoint } from '@switchyard/contract/causes/list.ts'
import { previewCure as previewEndpoint } from '@switchyard/contract/causes/preview.ts'
import { reopenCause } from '@switchyard/contract/causes/reopen.ts'

import { audit } from '../access/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { notFound, Problem } from '../http/problem.ts'
import { handle, type Caller, type Route } from '../http/route.ts'
import { readJob } from '../jobs/readJob.ts'
import { readRevenues } from './atStake.ts'
import { findCause } from './findCause.ts'
import { leadsPage } from './leadsPage.ts'
import { listCauses } from './listCauses.ts'
import { previewCure } from './preview.ts'
import { runCure, type CureParts } from './runCure.ts'
import { readSaid, say, unsay, type Saying } from './said.ts'
import { pastCause, shownCause, type ShownCause } from './shownCause.ts'
import { stateOf } from './stateOf.ts'

export interface ResolveParts extends CureParts {
  /** A job was made: whoever works in this process may look at once. */
  readonly nudge: () => void
}

export function resolveRoutes(parts: ResolveParts): Route[] {
  const { db, live } = parts

  /** `saying` null: what was said before is taken back. */
  async function speak(
    { accountId, actor }: Caller,
    id: string,
    word: string,
    saying: Pick<Saying, 'state' | 'reason'> | null,
    requestId: string,
  ): Promise<ShownCause> {
    const setup = await live.account(accountId)
    return db.asAccountPatiently(accountId, async (tx) => {
      const before = (await readSaid(tx, id)).get(id)
      const cause = (await findCause(tx, id))?.cause ?? (before ? pastCause(before) : null)
      if (!cause) throw notFound(`The cause ${id}`)
      if (saying) await say(tx, cause, { ...saying, actor })
      else await unsay(tx, id)
      const after = { reason: saying?.reason ?? null }
      await audit(tx, { accountId, actor, action: `cause.${word}`, object: `cause ${id}`, after, requestId })
      const said = (await readSaid(tx, id)).get(id)
      const revenue = (await readRevenues(tx, [cause.campaign])).get(cause.campaign)
      const isPresent = cause.count + cause.kept > 0
      const state = stateOf(isPresent ? cause : null, said) ?? said?.state ?? 'open'
      return shownCause({ cause, state, said, setup, revenue, now: databaseNow() })
    })
  }

  return [
    handle(listEndpoint, async ({ caller, query }) => {
      const setup = await live.account(caller.accountId)
      return db.asAccountPatiently(caller.accountId, (tx) => listCauses(tx, setup, query))
    }),
    handle(listCauseLeads, ({ caller, params, query }) =>
      db.asAccountPatiently(caller.accountId, async (tx) => {
        const found = await findCause(tx, params.id, query)
        if (!found) throw notFound(`The cause ${params.id}`)
        return leadsPage(tx, found.leads, query)
      }),
    ),
    handle(previewEndpoint, ({ caller, body, request }) => previewCure(parts, caller, body, request.id)),
    handle(cureCause, async ({ caller, body, request, reply }) => {
      const key = request.headers['idempotency-key']
      const idempotencyKey = typeof key === 'string' && key !== '' ? key : null
      const made = await runCure(parts, { request: body, caller, idempotencyKey, requestId: request.id })
      if (made.kind === 'mismatch') {
        throw new Problem(422, 'idempotency_mismatch', 'This Idempotency-Key came before with another cure')
      }
      if (made.kind === 'repeated') reply.header('idempotent-replay', 'true')
      parts.nudge()
      return readJob(db, caller.accountId, made.id)
    }),
    handle(acknowledgeCause, ({ caller, params, body, request }) =>
      speak(caller, params.id, 'acknowledge', { state: 'acknowledged', reason: body.reason ?? null }, request.id),
    ),
    handle(keepCause, ({ caller, params, body, request }) =>
      speak(caller, params.id, 'keep', { state: 'kept', reason: body.reason }, request.id),
    ),
    handle(reopenCause, ({ caller, params, request }) => speak(caller, params.id, 'reopen', null, request.id)),
  ]
}
