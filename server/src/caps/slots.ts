// Which cap windows a lead would use, and how full they are.

import { capSlots, isFull, snapshotOf, type CapSlot } from '@switchyard/core/caps/caps.ts'
import type { CapSnapshot } from '@switchyard/core/routing/decision.ts'
import type { Campaign } from '@switchyard/core/setup/campaign.ts'
import type { Cap } from '@switchyard/core/setup/caps.ts'

import type { AccountSetup } from '../setup/compile.ts'
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
  const own = slotsAt(setup, scopeName(`delivery ${deliveryKey}`, test), delivery.caps, at, campaign.timezone)
  const buyer = delivery.buyer === undefined ? undefined : setup.buyers.get(delivery.buyer)
  if (!buyer || buyer.caps.length === 0) return own
  return [...own, ...slotsAt(setup, scopeName(`buyer ${delivery.buyer}`, test), buyer.caps, at, campaign.timezone)]
}

/** The caps of the campaign and of the supplier in it that this lead counts against. */
export function intakeSlots(
  setup: AccountSetup,
  reference: string,
  campaign: Campaign,
  lead: { supplier: string | null; values: Readonly<Record<string, unknown>>; at: Date; test: boolean },
): readonly AccountSlot[] {
  const slots: AccountSlot[] = []
  for (const cap of campaign.caps) {
    if (cap.field !== undefined && lead.values[cap.field] !== cap.value) continue
    const scope = cap.field === undefined ? `campaign ${reference}` : `campaign ${reference} ${cap.field}=${cap.value}`
    slots.push(...slotsAt(setup, scopeName(scope, lead.test), [cap], lead.at, campaign.timezone))
  }
  const supplier = lead.supplier === null ? undefined : campaign.suppliers[lead.supplier]
  if (supplier && supplier.caps.length > 0) {
    const scope = scopeName(`supplier ${reference} ${lead.supplier}`, lead.test)
    slots.push(...slotsAt(setup, scope, supplier.caps, lead.at, campaign.timezone))
  }
  return slots
}

interface Kept {
  readonly fromMs: number
  readonly untilMs: number
  readonly slots: readonly AccountSlot[]
}

/** Windows change at most once an hour, leads come by the thousand: what was computed for one lead holds for the next. */
const kept = new WeakMap<readonly Cap[], Map<string, Kept>>()
const keptOfOne = new WeakMap<Cap, readonly Cap[]>()

function slotsAt(
  setup: AccountSetup,
  scope: string,
  caps: readonly Cap[],
  at: Date,
  zone: string,
): readonly AccountSlot[] {
  const [only] = caps
  if (!only) return []
  const list = caps.length === 1 ? oneCap(only) : caps
  const known = kept.get(list) ?? new Map<string, Kept>()
  kept.set(list, known)
  const atMs = at.getTime()
  const earlier = known.get(scope)
  if (earlier && earlier.fromMs <= atMs && atMs < earlier.untilMs) return earlier.slots
  const slots = capSlots(scope, caps, at, zone).map((slot) => accountSlot(setup.accountId, slot))
  known.set(scope, {
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
  const ref = { accountId, scope: slot.scope, period: slot.period, start: slot.start, end: slot.end }
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
    if (counter) counter.reserved += 1
    return slot.ref
  })
}
