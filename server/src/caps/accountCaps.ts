// Every cap of an account in the window that is open at an instant.

import type { AccountSetup } from '../setup/compile.ts'
import { buyerZone } from './buyerZone.ts'
import { asksOf, campaignScope, scopeName, slotsAt, type AccountSlot } from './slots.ts'

/** Whose cap it is, and so which leads or dispatches count in it. */
export type CapSubject =
  | {
      readonly kind: 'campaign'
      readonly campaign: string
      readonly field: string | null
      readonly value: string | null
    }
  | { readonly kind: 'supplier'; readonly campaign: string; readonly supplier: string }
  | { readonly kind: 'delivery'; readonly campaign: string; readonly delivery: string }
  | { readonly kind: 'buyer'; readonly buyer: string }

export interface AccountCap {
  readonly subject: CapSubject
  readonly slot: AccountSlot
  readonly test: boolean
}

/** One line for each window: two caps on one window are one. In the order of campaigns, their suppliers, deliveries, buyers. */
export function accountCaps(setup: AccountSetup, at: Date, test: boolean): AccountCap[] {
  return [...intakeCaps(setup, at, test), ...deliveryCaps(setup, at, test), ...buyerCaps(setup, at, test)]
}

function intakeCaps(setup: AccountSetup, at: Date, test: boolean): AccountCap[] {
  return [...setup.campaigns.values()].flatMap(({ reference, doc }) => {
    const own = doc.caps.flatMap((cap): AccountCap[] =>
      slotsAt(setup, scopeName(campaignScope(reference, cap), test), [cap], at, doc.timezone, 0).map((slot) => ({
        subject: { kind: 'campaign', campaign: reference, field: cap.field ?? null, value: cap.value ?? null },
        slot,
        test,
      })),
    )
    const suppliers = Object.entries(doc.suppliers).flatMap(([supplier, { caps }]): AccountCap[] =>
      slotsAt(setup, scopeName(`supplier ${reference} ${supplier}`, test), caps, at, doc.timezone, 0).map((slot) => ({
        subject: { kind: 'supplier', campaign: reference, supplier },
        slot,
        test,
      })),
    )
    return [...smallestOf(own), ...suppliers]
  })
}

function smallestOf(caps: readonly AccountCap[]): AccountCap[] {
  const smallest = new Map<string, AccountCap>()
  for (const cap of caps) {
    const known = smallest.get(cap.slot.key)
    if (!known || cap.slot.limit < known.slot.limit) smallest.set(cap.slot.key, cap)
  }
  return [...smallest.values()]
}

function deliveryCaps(setup: AccountSetup, at: Date, test: boolean): AccountCap[] {
  return [...setup.deliveries.values()].flatMap(({ key, doc }) => {
    const zone = setup.campaigns.get(doc.campaign)?.doc.timezone ?? 'UTC'
    const subject = { kind: 'delivery', campaign: doc.campaign, delivery: key } as const
    const slots = slotsAt(setup, scopeName(`delivery ${key}`, test), doc.caps, at, zone, asksOf(doc))
    return slots.map((slot) => ({ subject, slot, test }))
  })
}

function buyerCaps(setup: AccountSetup, at: Date, test: boolean): AccountCap[] {
  return [...setup.buyers].flatMap(([buyer, { caps }]) => {
    const slots = slotsAt(setup, scopeName(`buyer ${buyer}`, test), caps, at, buyerZone(setup, buyer), 0)
    return slots.map((slot) => ({ subject: { kind: 'buyer', buyer } as const, slot, test }))
  })
}
