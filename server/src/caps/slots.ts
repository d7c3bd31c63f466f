// Which cap windows a delivery's lead would use, and how full they are.

import { capSlots, isFull, snapshotOf, type CapSlot } from '@switchyard/core/caps/caps.ts'
import type { CapSnapshot } from '@switchyard/core/routing/decision.ts'
import type { Campaign } from '@switchyard/core/setup/campaign.ts'

import { windowKey, type Counter } from './windows.ts'
import type { AccountSetup } from '../setup/compile.ts'

export type AccountSlot = CapSlot & { readonly accountId: string }

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
): AccountSlot[] {
  const delivery = setup.deliveries.get(deliveryKey)?.doc
  if (!delivery) return []
  const slots = capSlots(scopeName(`delivery ${deliveryKey}`, test), delivery.caps, at, campaign.timezone)
  const buyer = delivery.buyer === undefined ? undefined : setup.buyers.get(delivery.buyer)
  if (buyer && delivery.buyer !== undefined) {
    slots.push(...capSlots(scopeName(`buyer ${delivery.buyer}`, test), buyer.caps, at, campaign.timezone))
  }
  return slots.map((slot) => ({ ...slot, accountId: setup.accountId }))
}

/** The caps of the campaign and of the supplier in it that this lead counts against. */
export function intakeSlots(
  setup: AccountSetup,
  reference: string,
  campaign: Campaign,
  lead: { supplier: string | null; values: Readonly<Record<string, unknown>>; at: Date; test: boolean },
): AccountSlot[] {
  const slots: CapSlot[] = []
  for (const cap of campaign.caps) {
    if (cap.field !== undefined && lead.values[cap.field] !== cap.value) continue
    const scope = cap.field === undefined ? `campaign ${reference}` : `campaign ${reference} ${cap.field}=${cap.value}`
    slots.push(...capSlots(scopeName(scope, lead.test), [cap], lead.at, campaign.timezone))
  }
  const supplier = lead.supplier === null ? undefined : campaign.suppliers[lead.supplier]
  if (supplier) {
    const scope = scopeName(`supplier ${reference} ${lead.supplier}`, lead.test)
    slots.push(...capSlots(scope, supplier.caps, lead.at, campaign.timezone))
  }
  return slots.map((slot) => ({ ...slot, accountId: setup.accountId }))
}

export function snapshotIn(counters: ReadonlyMap<string, Counter>, slot: AccountSlot): CapSnapshot {
  return snapshotOf(slot, counters.get(windowKey(slot)))
}

export function firstFull(slots: readonly AccountSlot[], counters: ReadonlyMap<string, Counter>): CapSnapshot | null {
  return slots.map((slot) => snapshotIn(counters, slot)).find(isFull) ?? null
}
