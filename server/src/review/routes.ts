// The endpoints of what waits for a person's decision.

import { assertNever } from '@switchyard/core/assert.ts'
import { formatMoney, parseMoney } from '@switchyard/core/money/money.ts'
import { listDispatches } from '@switchyard/contract/dispatches/list.ts'
import { resolveDispatch } from '@switchyard/contract/dispatches/resolve.ts'

import { audit } from '../access/audit.ts'
import { invalid, notFound, Problem } from '../http/problem.ts'
import { handle, type Caller, type Route } from '../http/route.ts'
import { dispatchClass } from '../queue/dispatches.ts'
import type { SettleContext } from '../settlement/settle.ts'
import { decideReviews, type Decided, type Decision } from './decide.ts'
import { listReviews } from './list.ts'

export interface ReviewParts extends SettleContext {
  readonly wake: (destinations: readonly { accountId: string; delivery: string }[]) => void
  readonly leadsChanged: (accountId: string, leadIds: readonly string[]) => void
}

export function reviewRoutes(parts: ReviewParts): Route[] {
  return [
    handle(listDispatches, async ({ caller, query }) => {
      const { cursor, limit, delivery } = query
      if (cursor !== undefined && !/^\d{1,18}$/.test(cursor)) {
        const message = 'This cursor is not one of ours; start without it'
        throw invalid([{ path: 'cursor', code: 'invalid_value', message }])
      }
      return parts.db.asAccount(caller.accountId, (tx) =>
        listReviews(tx, { deliveries: delivery }, { above: cursor ?? '0', limit }),
      )
    }),
    handle(resolveDispatch, async ({ caller, params, body, request }) => {
      const decision: Decision = {
        as: body.as,
        reason: body.reason,
        price: body.price === undefined ? null : parseMoney(body.price),
        reference: body.reference ?? null,
        actor: caller.actor,
        class: dispatchClass.redelivery,
        jobId: null,
      }
      return shown(await decideOne(parts, params.id, decision, caller, request.id), decision)
    }),
  ]
}

type DecidedOne = Extract<Decided, { kind: 'decided' }>

async function decideOne(
  parts: ReviewParts,
  id: string,
  decision: Decision,
  caller: Caller,
  requestId: string,
): Promise<DecidedOne> {
  const { accountId, actor } = caller
  const setup = await parts.live.account(accountId)
  const { done, concluded } = await parts.db.engine.begin(async (tx) => {
    const decisions = await decideReviews(tx, { setup, dispatchIds: parts.dispatchIds }, [id], decision)
    // Refused by throwing, so that nothing of it is kept.
    const one = expectDecided(decisions.outcomes.get(id) ?? { kind: 'missing' }, id)
    const { delivery, leadId, reason } = one.review
    if (decision.price !== null && one.review.buyer === null) {
      const message = `Delivery ${delivery} has no buyer who could pay`
      throw invalid([{ path: 'price', code: 'no_buyer', message }], 422)
    }
    await audit(tx, {
      accountId,
      actor,
      action: 'dispatch.resolve',
      object: `dispatch ${id}`,
      before: { lead: leadId, delivery, state: 'review', reason },
      after: { state: one.state, reason: decision.reason, price: one.price === null ? null : formatMoney(one.price) },
      requestId,
    })
    return { done: one, concluded: decisions.concluded }
  })
  if (done.state === 'queued') parts.wake([{ accountId, delivery: done.review.delivery }])
  if (concluded.dispatches.length > 0) parts.onDispatches(concluded.dispatches)
  if (concluded.settledLeads.length > 0) parts.onSettled(concluded.settledLeads)
  if (concluded.soldIn.length > 0) parts.onSold(concluded.soldIn)
  if (done.state === 'rejected') parts.onFreed()
  parts.leadsChanged(accountId, [done.review.leadId])
  return done
}

function expectDecided(decided: Decided, id: string): DecidedOne {
  switch (decided.kind) {
    case 'decided':
      return decided
    case 'missing':
      throw notFound(`Dispatch ${id}`)
    case 'notInReview':
      throw new Problem(409, 'not_in_review', `Dispatch ${id} does not wait for a decision: it is ${decided.state}`)
    case 'underWay':
      throw new Problem(409, 'under_way', 'Another dispatch takes this lead through the same delivery at this moment')
    case 'deliveryGone':
      throw new Problem(409, 'delivery_gone', 'The delivery is not there any more, or its set-up cannot be used')
    default:
      return assertNever(decided)
  }
}

function shown({ review, state, price }: DecidedOne, { as, reason, reference }: Decision) {
  return {
    id: review.id,
    lead: review.leadId,
    delivery: review.delivery,
    state,
    reason: as === 'sendAgain' ? `Sent again: ${reason}` : reason,
    price: price === null ? null : formatMoney(price),
    reference: reference ?? review.reference,
  }
}
