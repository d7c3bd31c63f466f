// A person decides what became of dispatches of which nobody knows it. For one dispatch and for many, in one transaction: who comes
// second finds nothing in review any more.

import type { TransactionSql } from 'postgres'

import type { ResolvedAs } from '@switchyard/contract/dispatches/resolution.ts'
import type { DispatchState } from '@switchyard/core/lead/states.ts'

import type { IdBlock } from '../db/ids.ts'
import type { DispatchClass } from '../queue/dispatches.ts'
import { conclude, nothingConcluded, type Concluded } from '../settlement/conclude.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { ownPrices } from './ownPrice.ts'
import { lockReviews, type Review } from './lockReviews.ts'
import { sendAgain } from './sendAgain.ts'
import { tellDecided } from './tellDecided.ts'
import { writeVerdicts } from './writeVerdicts.ts'

export interface Decision {
  readonly as: ResolvedAs
  /** The person's own words. */
  readonly reason: string
  /** What the buyer pays, in 1/10,000; null: what the delivery charges. */
  readonly price: bigint | null
  readonly reference: string | null
  readonly actor: string
  /** Where those that are sent again stand in the queue. */
  readonly class: DispatchClass
  /** The job that decides, if one does. */
  readonly jobId: string | null
}

/** What came of one dispatch. */
export type Decided =
  | { readonly kind: 'decided'; readonly review: Review; readonly state: DispatchState; readonly price: bigint | null }
  | { readonly kind: 'missing' }
  | { readonly kind: 'notInReview'; readonly state: DispatchState }
  /** Another dispatch takes the same lead through the same delivery at this moment. */
  | { readonly kind: 'underWay' }
  | { readonly kind: 'deliveryGone' }

export interface Decisions {
  /** By dispatch id; one for each that was asked for. */
  readonly outcomes: ReadonlyMap<string, Decided>
  readonly concluded: Concluded
}

export async function decideReviews(
  tx: TransactionSql,
  parts: { readonly setup: AccountSetup; readonly dispatchIds: IdBlock },
  ids: readonly string[],
  decision: Decision,
): Promise<Decisions> {
  const { setup } = parts
  const { accountId } = setup
  const found = await lockReviews(tx, accountId, ids)
  const outcomes = new Map<string, Decided>(ids.map((id) => [id, { kind: 'missing' }]))
  for (const { id, state } of found) outcomes.set(id, { kind: 'notInReview', state })
  const waiting = found.filter(({ state }) => state === 'review')

  if (decision.as === 'sendAgain') {
    const able = waiting.filter(({ delivery }) => setup.deliveries.has(delivery))
    for (const { id } of waiting) outcomes.set(id, { kind: 'deliveryGone' })
    for (const { id } of able) outcomes.set(id, { kind: 'underWay' })
    const sent = await sendAgain(tx, setup, able, decision)
    for (const review of sent) outcomes.set(review.id, { kind: 'decided', review, state: 'queued', price: null })
    await tellDecided(tx, accountId, sent, decision)
    return { outcomes, concluded: nothingConcluded }
  }

  const state = decision.as
  const sold = state === 'accepted' ? waiting.filter(({ buyer }) => buyer !== null) : []
  const prices = decision.price === null && sold.length > 0 ? await ownPrices(tx, setup, sold) : new Map()
  const verdicts = waiting.map((review) => {
    const own = prices.get(`${review.leadId} ${review.delivery}`) ?? null
    return { review, price: state === 'accepted' && review.buyer !== null ? (decision.price ?? own) : null }
  })
  const settled = await writeVerdicts(tx, accountId, verdicts, decision, state)
  const ended = settled.map(({ dispatch, price }) => ({ dispatch, state, price, redirectUrl: null }))
  const concluded = await conclude(tx, ended, new Map([[accountId, setup]]), parts.dispatchIds)
  for (const { review, price } of settled) outcomes.set(review.id, { kind: 'decided', review, state, price })
  await tellDecided(
    tx,
    accountId,
    settled.map(({ review }) => review),
    decision,
  )
  return { outcomes, concluded }
}
