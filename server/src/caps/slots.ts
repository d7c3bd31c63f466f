// Which cap windows a lead would use, and how full they are.

import { capSlots, isFull, snapshotOf, type CapSlot } from '@switchyard/core/caps/caps.ts'
import { expectedPrice } from '@switchyard/core/money/expectedPrice.ts'
import type { CapSnapshot } from '@switchyard/core/routing/decision.ts'
import type { Campaign } from '@switchyard/core/setup/campaign.ts'
import type { Cap } from '@switchyard/core/setup/caps.ts'
import type { Delivery } from '@switchyard/core/setup/delivery.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { payoutOnAccept } from '../settlement/payout.ts'
import { buyerZone } from './buyerZone.ts'
import { windowKey, type Counter, type WindowRef } from './windows.ts'

export interface AccountSlot extends CapSlot {
  readonly accountId: string
  /** Names its counter. */
  readonly key: string
  /** What of it is stored with a dispatch. */
  readonly ref: WindowRef
}

/** Test leads have caps and counts of their own. */
export function scopeName(scope: string, test: boolean): string {
  return test ? `test:${scope}` : scope
}

/** The caps of the delivery and of its buyer, as windows at this instant. */
export function deliverySlots(
  setup: AccountSetup,
  campaign: Campaign,
  deliveryKey: string,
  at: Date,
  test: boolean,
): readonly AccountSlot[] {
  const delivery = setup.deliveries.get(deliveryKey)?.doc
  if (!delivery) return []
  const asks = asksOf(delivery)
  const own = slotsAt(setup, scopeName(`delivery ${deliveryKey}`, test), delivery.caps, at, campaign.timezone, asks)
  const buyer = delivery.buyer === undefined ? undefined : setup.buyers.get(delivery.buyer)
  if (!buyer || buyer.caps.length === 0) return own
  const zone = buyerZone(setup, delivery.buyer ?? '')
  return [...own, ...slotsAt(setup, scopeName(`buyer ${delivery.buyer}`, test), buyer.caps, at, zone, asks)]
}

const expected = new WeakMap<Delivery, number>()

/** What a lead sent there is expected to take of money caps, in 1/10,000 of the currency unit. */
export function asksOf(delivery: Delivery): number {
  const known = expected.get(delivery)
  if (known !== undefined) return known
  const asks = delivery.buyer === undefined ? 0 : Number(expectedPrice(delivery.price))
  expected.set(delivery, asks)
  return asks
}

export function campaignScope(reference: string, { field, value }: Cap): string {
  return field === undefined ? `campaign ${reference}` : `campaign ${reference} ${field}=${value}`
}

/** The caps of the campaign and of the supplier in it that this lead counts against. */
export function intakeSlots(
  setup: AccountSetup,
  reference: string,
  campaign: Campaign,
  lead: { supplier: string | null; values: Readonly<Record<string, unknown>>; at: Date; test: boolean },
): readonly AccountSlot[] {
  const slots: AccountSlot[] = []
  // Money at intake is what the lead itself costs us.
  const asks = lead.supplier === null ? 0 : Number(payoutOnAccept(campaign, lead.supplier) ?? 0n)
  for (const cap of campaign.caps) {
    if (cap.field !== undefined && lead.values[cap.field] !== cap.value) continue
    const scope = campaignScope(reference, cap)
    slots.push(...slotsAt(setup, scopeName(scope, lead.test), [cap], lead.at, campaign.timezone, asks))
  }
  const supplier = lead.supplier === null ? undefined : campaign.suppliers[lead.supplier]
  if (supplier && supplier.caps.length > 0) {
    const scope = scopeName(`supplier ${reference} ${lead.supplier}`, lead.test)
    slots.push(...slotsAt(setup, scope, supplier.caps, lead.at, campaign.timezone, asks))
  }
  return campaign.caps.length > 1 ? withoutTwins(slots) : slots
}

/** Two caps on one window are one place, under the smaller limit. */
function withoutTwins(slots: readonly AccountSlot[]): readonly AccountSlot[] {
  const smallest = new Map<string, AccountSlot>()
  for (const slot of slots) {
    const known = smallest.get(slot.key)
    if (!known || slot.limit < known.limit) smallest.set(slot.key, slot)
  }
  return smallest.size === slots.length ? slots : [...smallest.values()]
}

interface Kept {
  readonly fromMs: number
  readonly untilMs: number
  readonly slots: readonly AccountSlot[]
}

/** Windows change at most once an hour, leads come by the thousand: what was computed for one lead holds for the next. */
const kept = new WeakMap<readonly Cap[], Map<string, Kept>>()
const keptOfOne = new WeakMap<Cap, readonly Cap[]>()

/** `asks`: what one lead takes of money caps, in 1/10,000 of the currency unit. */
export function slotsAt(
  setup: AccountSetup,
  scope: string,
  caps: readonly Cap[],
  at: Date,
  zone: string,
  asks: number,
): readonly AccountSlot[] {
  const [only] = caps
  if (!only) return []
  const list = caps.length === 1 ? oneCap(only) : caps
  const known = kept.get(list) ?? new Map<string, Kept>()
  kept.set(list, known)
  const atMs = at.getTime()
  const name = `${scope}|${asks}`
  const earlier = known.get(name)
  if (earlier && earlier.fromMs <= atMs && atMs < earlier.untilMs) return earlier.slots
  const slots = capSlots(scope, caps, at, zone, asks).map((slot) => accountSlot(setup.accountId, slot))
  known.set(name, {
    fromMs: Math.max(...slots.map((slot) => slot.start.getTime())),
    untilMs: Math.min(...slots.map((slot) => slot.end?.getTime() ?? Infinity)),
    slots,
  })
  return slots
}

/** One and the same list for one and the same cap, for the sake of `kept`. */
function oneCap(cap: Cap): readonly Cap[] {
  const list = keptOfOne.get(cap) ?? [cap]
  keptOfOne.set(cap, list)
  return list
}

function accountSlot(accountId: string, slot: CapSlot): AccountSlot {
  const ref: WindowRef = {
    accountId,
    scope: slot.scope,
    period: slot.window,
    start: slot.start,
    end: slot.end,
    ...(slot.spanMs === null ? {} : { spanMs: slot.spanMs }),
    ...(slot.isMoney ? { amount: String(slot.asks) } : {}),
  }
  return { ...slot, accountId, key: windowKey(ref), ref }
}

export function snapshotIn(counters: ReadonlyMap<string, Counter>, slot: AccountSlot): CapSnapshot {
  return snapshotOf(slot, counters.get(slot.key))
}

export function firstFull(slots: readonly AccountSlot[], counters: ReadonlyMap<string, Counter>): CapSnapshot | null {
  for (const slot of slots) {
    const snapshot = snapshotIn(counters, slot)
    if (isFull(snapshot)) return snapshot
  }
  return null
}

/** Reserves a place in each; the caps were looked at before. Answers what to store with the dispatch. */
export function takePlaces(slots: readonly AccountSlot[], counters: ReadonlyMap<string, Counter>): WindowRef[] {
  return slots.map((slot) => {
    const counter = counters.get(slot.key)
    if (counter) counter.reserved += slot.asks
    return slot.ref
  })
}
