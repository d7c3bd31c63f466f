// Resolve: what a person knows about many dispatches of which nobody knew the outcome.

import type { TransactionSql } from 'postgres'

import type { ResolveOptions } from '@switchyard/contract/jobs/actions/resolve.ts'
import { assertNever } from '@switchyard/core/assert.ts'
import { parseMoney } from '@switchyard/core/money/money.ts'

import type { IdBlock } from '../../db/ids.ts'
import type { Destination } from '../../delivery/dispatcher.ts'
import { dispatchClass, type NewDispatch } from '../../queue/dispatches.ts'
import { decideReviews, type Decided } from '../../review/decide.ts'
import type { ItemResult, JobAction, JobLead } from '../action.ts'

export interface ResolveParts {
  readonly dispatchIds: IdBlock
  readonly onDispatches: (dispatches: readonly NewDispatch[]) => void
  readonly onSettled: (leadIds: readonly string[]) => void
  readonly onSold: (accountIds: readonly string[]) => void
  /** Places in caps came free. */
  readonly onFreed: () => void
  /** Work was put back on the queue for these destinations. */
  readonly wake: (destinations: readonly Destination[]) => void
}

export function createResolve(parts: ResolveParts): JobAction<ResolveOptions> {
  return {
    name: 'resolve',
    chunk: 250,
    async consider(tx, { accountId }, { delivery }, leads) {
      const waiting = await waitingOf(tx, accountId, leads, delivery)
      return leads.map(({ id }) => (waiting.has(id) ? null : 'nothing of it waits for a decision'))
    },
    async run(tx, { accountId, setup, actor, jobId }, options, leads, afterCommit) {
      const waiting = await waitingOf(tx, accountId, leads, options.delivery)
      const { outcomes, concluded } = await decideReviews(
        tx,
        { setup, dispatchIds: parts.dispatchIds },
        [...waiting.values()].flat(),
        {
          as: options.as,
          reason: options.reason,
          price: options.price === undefined ? null : parseMoney(options.price),
          reference: null,
          actor,
          class: dispatchClass.bulk,
          jobId,
        },
      )
      const queued = [...outcomes.values()].flatMap((one) =>
        one.kind === 'decided' && one.state === 'queued' ? [{ accountId, delivery: one.review.delivery }] : [],
      )
      afterCommit(() => {
        if (queued.length > 0) parts.wake(queued)
        if (concluded.dispatches.length > 0) parts.onDispatches(concluded.dispatches)
        if (concluded.settledLeads.length > 0) parts.onSettled(concluded.settledLeads)
        if (concluded.soldIn.length > 0) parts.onSold(concluded.soldIn)
        if (options.as === 'rejected') parts.onFreed()
      })
      return leads.map(({ id }) =>
        resultOf((waiting.get(id) ?? []).flatMap((dispatch) => outcomes.get(dispatch) ?? [])),
      )
    },
  }
}

/** Ids of dispatches in review by lead. */
async function waitingOf(
  tx: TransactionSql,
  accountId: string,
  leads: readonly JobLead[],
  delivery: string | undefined,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx<{ id: string; leadId: string }[]>`
    SELECT d.id::text AS id, d.lead_id::text AS "leadId" FROM dispatches d
    WHERE d.account_id = ${accountId} AND d.lead_id = ANY(${leads.map(({ id }) => id)}::bigint[]) AND d.state = 'review'
      ${delivery === undefined ? tx`` : tx`AND d.delivery = ${delivery}`}
    ORDER BY d.id`
  return new Map(
    [...Map.groupBy(rows, ({ leadId }) => leadId)].map(([leadId, own]) => [leadId, own.map(({ id }) => id)] as const),
  )
}

/** Of a lead with several: it is done when one of them could be decided. */
function resultOf(outcomes: readonly Decided[]): ItemResult {
  const [decided] = outcomes.flatMap((one) => (one.kind === 'decided' ? [one] : []))
  if (decided?.state === 'queued') return { kind: 'running', dispatchId: decided.review.id }
  if (decided) return { kind: 'succeeded', outcome: decided.state, reason: null }
  const [first] = outcomes
  if (!first) return { kind: 'leftOut', reason: 'nothing of it waits for a decision' }
  switch (first.kind) {
    case 'underWay':
      return { kind: 'leftOut', reason: 'another dispatch takes it through the same delivery' }
    case 'deliveryGone':
      return { kind: 'leftOut', reason: 'the delivery is not there any more' }
    case 'missing':
    case 'notInReview':
      return { kind: 'leftOut', reason: 'decided by somebody else meanwhile' }
    case 'decided':
      throw new Error('A decided dispatch was answered before')
    default:
      return assertNever(first)
  }
}
