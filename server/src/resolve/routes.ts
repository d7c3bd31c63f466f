// The endpoints of causes: what leads are refused for, and what is done about it.

import { showAffected } from '@switchyard/contract/causes/affected.ts'
import { recheckAffected } from '@switchyard/contract/causes/recheck.ts'
import { acknowledgeCause } from '@switchyard/contract/causes/acknowledge.ts'
import { cureCause } from '@switchyard/contract/causes/cure.ts'
import { keepCause } from '@switchyard/contract/causes/keep.ts'
import { listCauseLeads } from '@switchyard/contract/causes/leads.ts'
import { listCauses as listEndpoint } from '@switchyard/contract/causes/list.ts'
import { previewCure as previewEndpoint } from '@switchyard/contract/causes/preview.ts'
import { reopenCause } from '@switchyard/contract/causes/reopen.ts'
import { showCause } from '@switchyard/contract/causes/show.ts'
import type { Cause } from '@switchyard/core/causes/cause.ts'
import type { TransactionSql } from 'postgres'

import { audit } from '../access/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { notFound, Problem } from '../http/problem.ts'
import { handle, type Caller, type Route } from '../http/route.ts'
import type { Created } from '../jobs/create.ts'
import { readJob } from '../jobs/readJob.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { readRevenues } from './atStake.ts'
import type { ReceivedSpan } from './causeCounts.ts'
import { readAffected } from './affected.ts'
import { countRefusals } from './countRefusals.ts'
import { findCause, findCauseAlone } from './findCause.ts'
import { leadsPage } from './leadsPage.ts'
import { listCauses } from './listCauses.ts'
import { previewCure } from './preview.ts'
import { runRecheck } from './runRecheck.ts'
import { runCure, type CureParts } from './runCure.ts'
import { readSaid, say, unsay, type Saying } from './said.ts'
import { pastCause, shownCause, type ShownCause } from './shownCause.ts'
import { stateOf } from './stateOf.ts'

export interface ResolveParts extends CureParts {
  /** A job was made: whoever works in this process may look at once. */
  readonly nudge: () => void
}

interface Reply {
  header(name: string, value: string): unknown
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
    await countRefusals(db.engine, accountId)
    return db.asAccountPatiently(accountId, async (tx) => {
      const cause = await causeToday(tx, id)
      if (saying) await say(tx, cause, { ...saying, actor })
      else await unsay(tx, id)
      const after = { reason: saying?.reason ?? null }
      await audit(tx, { accountId, actor, action: `cause.${word}`, object: `cause ${id}`, after, requestId })
      return show(tx, setup, cause)
    })
  }

  /** Also one that no lead has any more, when something was said about it. */
  async function causeToday(tx: TransactionSql, id: string, span: ReceivedSpan = {}): Promise<Cause> {
    const cause = await findCauseAlone(tx, id, span)
    if (cause) return cause
    const said = (await readSaid(tx, id)).get(id)
    if (!said) throw notFound(`The cause ${id}`)
    return pastCause(said)
  }

  async function show(tx: TransactionSql, setup: AccountSetup, cause: Cause): Promise<ShownCause> {
    const said = (await readSaid(tx, cause.id)).get(cause.id)
    const revenue = (await readRevenues(tx, [cause.campaign])).get(cause.campaign)
    const isPresent = cause.count + cause.kept > 0
    const state = stateOf(isPresent ? cause : null, said) ?? said?.state ?? 'open'
    return shownCause({ cause, state, said, setup, revenue, now: databaseNow() })
  }

  function answerJob({ accountId }: Caller, reply: Reply, made: Created) {
    if (made.kind === 'mismatch') {
      throw new Problem(422, 'idempotency_mismatch', 'This Idempotency-Key came before with another request')
    }
    if (made.kind === 'repeated') reply.header('idempotent-replay', 'true')
    parts.nudge()
    return readJob(db, accountId, made.id)
  }

  return [
    handle(listEndpoint, async ({ caller, query }) => {
      const setup = await live.account(caller.accountId)
      const isUpToDate = await countRefusals(db.engine, caller.accountId)
      return db.asAccountPatiently(caller.accountId, (tx) => listCauses(tx, setup, query, !isUpToDate))
    }),
    handle(showCause, async ({ caller, params, query }) => {
      const setup = await live.account(caller.accountId)
      await countRefusals(db.engine, caller.accountId)
      return db.asAccountPatiently(caller.accountId, async (tx) =>
        show(tx, setup, await causeToday(tx, params.id, query)),
      )
    }),
    handle(listCauseLeads, async ({ caller, params, query }) => {
      await countRefusals(db.engine, caller.accountId)
      return db.asAccountPatiently(caller.accountId, async (tx) => {
        const found = await findCause(tx, params.id, query)
        if (!found) throw notFound(`The cause ${params.id}`)
        return leadsPage(tx, found.leads, query)
      })
    }),
    handle(previewEndpoint, ({ caller, body, request }) => previewCure(parts, caller, body, request.id)),
    handle(showAffected, async ({ caller, query }) => {
      const setup = await live.account(caller.accountId)
      await countRefusals(db.engine, caller.accountId)
      const { leads, causes } = await db.asAccountPatiently(caller.accountId, (tx) => readAffected(tx, setup, query))
      return { leads, causes: [...causes] }
    }),
    handle(recheckAffected, async ({ caller, body, request, reply }) => {
      const wish = { request: body, caller, idempotencyKey: idempotencyKeyOf(request.headers), requestId: request.id }
      return answerJob(caller, reply, await runRecheck(parts, wish))
    }),
    handle(cureCause, async ({ caller, body, request, reply }) => {
      const wish = { request: body, caller, idempotencyKey: idempotencyKeyOf(request.headers), requestId: request.id }
      return answerJob(caller, reply, await runCure(parts, wish))
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

function idempotencyKeyOf(headers: Readonly<Record<string, unknown>>): string | null {
  const key = headers['idempotency-key']
  return typeof key === 'string' && key !== '' ? key : null
}
