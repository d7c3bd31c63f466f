// Results that the other side told, applied to the dispatches they are about: the lead, the money and the route follow as after any
// answer of a buyer. What our own sending has not written yet is left for the next look.

import type { TransactionSql } from 'postgres'

import { judgeFeedback, type FeedbackVerdict } from '@switchyard/core/feedback/judgeFeedback.ts'
import type { DispatchState } from '@switchyard/core/lead/states.ts'
import { parseMoney } from '@switchyard/core/money/money.ts'

import { mayBecome } from '../../queue/mayBecome.ts'
import { returnSales } from '../../returns/returnSales.ts'
import { conclude, nothingConcluded, type Concluded } from '../../settlement/conclude.ts'
import type { Ended } from '../../settlement/ended.ts'
import { paysEachSale } from '../../settlement/payout.ts'
import type { SettleContext } from '../../settlement/settle.ts'
import type { SettledDispatch } from '../../settlement/write.ts'
import type { AccountSetup } from '../../setup/compile.ts'
import { actorOf, tellStory } from './tellStory.ts'
import { amountOf, dispatchOf, lockLeadsOf, readSent, readWaiting, type Sent, type Waiting } from './waiting.ts'

/** The sending side of a pairing. */
export interface SendingPairing {
  readonly accountId: string
  readonly id: string
  readonly delivery: string
}

export interface ApplyParts extends SettleContext {
  readonly leadsChanged: (accountId: string, leadIds: readonly string[]) => void
}

const leadsAtOnce = 200

/** Applies what waits for these leads; again until nothing moves, as one lead may have been sold and returned since. */
export async function applyFeedback(
  parts: ApplyParts,
  pairing: SendingPairing,
  leadIds: readonly string[],
): Promise<void> {
  const all = [...new Set(leadIds)].toSorted((a, b) => Number(BigInt(a) - BigInt(b)))
  for (let from = 0; from < all.length; from += leadsAtOnce) {
    let some = all.slice(from, from + leadsAtOnce)
    while (some.length > 0) some = await applyOnce(parts, pairing, some)
  }
}

export interface Judged {
  readonly item: Waiting
  readonly sent: Sent
  readonly verdict: FeedbackVerdict
}

/** One result of each lead. Answers the leads that were moved and may have another one. */
async function applyOnce(parts: ApplyParts, pairing: SendingPairing, leadIds: readonly string[]): Promise<string[]> {
  const { accountId } = pairing
  const setup = await parts.live.account(accountId)
  const { judged, concluded } = await parts.db.engine.begin(async (tx) => {
    await lockLeadsOf(tx, accountId, leadIds)
    const items = await readWaiting(tx, pairing, leadIds)
    if (items.length === 0) return { judged: [], concluded: nothingConcluded }
    const sent = await readSent(tx, pairing, items)
    const found = items.flatMap((item): Judged[] => {
      const own = dispatchOf(item, sent)
      return own ? [{ item, sent: own, verdict: judgeFeedback(item.state, item.at, own) }] : []
    })
    const settled = await settle(tx, setup, pairing, found)
    const done = await conclude(tx, settled, new Map([[accountId, setup]]), parts.dispatchIds)
    await giveBack(tx, setup, pairing, found)
    const applied = found.filter(({ verdict }) => verdict.kind !== 'wait')
    await markApplied(tx, pairing, applied)
    await tellStory(tx, pairing, applied)
    return { judged: applied, concluded: done }
  })
  follow(parts, accountId, judged, concluded)
  return judged.map(({ item }) => item.leadId)
}

async function settle(
  tx: TransactionSql,
  setup: AccountSetup,
  pairing: SendingPairing,
  judged: readonly Judged[],
): Promise<Ended[]> {
  const fixed = setup.deliveries.get(pairing.delivery)?.doc.price
  const settling = judged.flatMap(({ item, sent, verdict }) =>
    verdict.kind === 'settle'
      ? [{ item, sent, state: verdict.state, price: verdict.state === 'accepted' ? priceOf(item, fixed) : null }]
      : [],
  )
  const ended: Ended[] = []
  for (const state of ['accepted', 'rejected'] as const) {
    const own = settling.filter((one) => one.state === state)
    if (own.length === 0) continue
    const rows = own.map(({ item, sent, price }) => ({
      id: sent.id,
      price: price?.toString() ?? null,
      reference: item.reference,
      reason: state === 'rejected' ? (item.reason ?? unrecognised) : item.reason,
    }))
    const settled = await tx<SettledDispatch[]>`
      UPDATE dispatches d SET state = ${state}, reason = r.reason, price = r.price, reference = r.reference, settled_at = now()
      FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (id bigint, price bigint, reference text, reason text)
      WHERE d.account_id = ${pairing.accountId} AND d.id = r.id AND ${mayBecome(tx, state)}
      RETURNING d.account_id::text AS "accountId", d.id::text AS id, d.lead_id::text AS "leadId", d.lead_received_at AS "receivedAt",
        d.reserved`
    for (const dispatch of settled) {
      const one = own.find(({ sent }) => sent.id === dispatch.id)
      // Whatever had come to an end once has given its place in the caps back.
      const reserved = one && isOpen(one.sent.state) ? dispatch.reserved : null
      ended.push({ dispatch: { ...dispatch, reserved }, state, price: one?.price ?? null, redirectUrl: null })
    }
  }
  return ended
}

/** What A shows when B does not understand its own buyer's answer. */
const unrecognised = 'Unrecognised: the other side has no words for what its buyer answered'

function priceOf(item: Waiting, price: { readonly kind: string; readonly amount?: string } | undefined): bigint | null {
  return price?.kind === 'fixed' && price.amount !== undefined ? parseMoney(price.amount) : amountOf(item)
}

function isOpen(state: DispatchState): boolean {
  return state === 'pending' || state === 'review'
}

/** Sold there and given back there: so it is here. One reason for each statement, as the returns have it. */
async function giveBack(
  tx: TransactionSql,
  setup: AccountSetup,
  pairing: SendingPairing,
  judged: readonly Judged[],
): Promise<void> {
  const returned = judged.filter(({ verdict }) => verdict.kind === 'return')
  const [first] = returned
  if (!first) return
  const campaign = setup.deliveries.get(pairing.delivery)?.doc.campaign
  const doc = campaign === undefined ? undefined : setup.campaigns.get(campaign)?.doc
  const byReason = Map.groupBy(returned, ({ item }) => item.reason ?? 'Returned at the other side')
  for (const [reason, some] of byReason) {
    const wish = {
      setup,
      actor: actorOf(pairing),
      reason,
      buyer: setup.deliveries.get(pairing.delivery)?.doc.buyer,
      // What the supplier earns of each sale goes with the sale.
      reversePayout: doc !== undefined && paysEachSale(doc),
      jobId: null,
      goesOn: false,
    }
    await returnSales(
      tx,
      wish,
      some.map(({ sent }) => ({ id: sent.leadId, receivedAt: sent.receivedAt })),
    )
  }
}

async function markApplied(tx: TransactionSql, pairing: SendingPairing, judged: readonly Judged[]): Promise<void> {
  if (judged.length === 0) return
  const rows = judged.map(({ item, sent, verdict }) => ({
    event_id: item.eventId,
    dispatch_id: sent.id,
    outcome: verdict.kind === 'nothing' ? verdict.why : verdict.kind === 'settle' ? verdict.state : 'returned',
  }))
  await tx`
    UPDATE feedback_in f SET applied_at = now(), dispatch_id = r.dispatch_id, outcome = r.outcome
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (event_id text, dispatch_id bigint, outcome text)
    WHERE f.account_id = ${pairing.accountId} AND f.pairing_id = ${pairing.id} AND f.event_id = r.event_id`
}

function follow(parts: ApplyParts, accountId: string, judged: readonly Judged[], concluded: Concluded): void {
  if (concluded.dispatches.length > 0) parts.onDispatches(concluded.dispatches)
  if (concluded.settledLeads.length > 0) parts.onSettled(concluded.settledLeads)
  if (concluded.soldIn.length > 0) parts.onSold(concluded.soldIn)
  if (judged.some(({ verdict }) => verdict.kind === 'settle' && verdict.state === 'rejected')) parts.onFreed()
  if (judged.length > 0) {
    parts.leadsChanged(
      accountId,
      judged.map(({ item }) => item.leadId),
    )
  }
}
