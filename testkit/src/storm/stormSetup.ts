// The workspace of a storm: a priority route that begins with a buyer who must never get a lead twice, a broadcast, and a
// priority route whose first buyer has a cap that fills up.

import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import type { Client } from '@switchyard/contract/client.ts'
import { parseMoney } from '@switchyard/core/money/money.ts'

import {
  addDelivery,
  campaignDocument,
  deliveryDocument,
  setUpAutoWarranty,
  type DeliveryInput,
} from '../autoWarranty.ts'
import type { Terms } from './check/evidence.ts'
import type { BuyerManners } from './stormBuyer.ts'

interface StormDelivery extends BuyerManners {
  readonly campaign: string
  readonly buyer: 'ACME' | 'BETA'
  readonly onUnknown: 'hold' | 'resend'
  readonly price: string
  /** Share of all leads of the storm that it may take; null: no limit. */
  readonly cap: number | null
}

const common = { refuses: 0.1, toRepeats: 'duplicate', onUnknown: 'resend', cap: null, price: '12.50' } as const

const deliveries: Readonly<Record<string, StormDelivery>> = {
  careful: { ...common, campaign: 'prio', buyer: 'ACME', onUnknown: 'hold', refuses: 0.4, price: '20.00' },
  second: { ...common, campaign: 'prio', buyer: 'BETA' },
  all: { ...common, campaign: 'broad', buyer: 'ACME', toRepeats: 'accepted', price: '3.00' },
  each: { ...common, campaign: 'broad', buyer: 'BETA', onUnknown: 'hold', price: '4.00' },
  few: { ...common, campaign: 'capped', buyer: 'ACME', refuses: 0.3, cap: 0.1, price: '30.00' },
  rest: { ...common, campaign: 'capped', buyer: 'BETA', toRepeats: 'accepted' },
}

const routes = {
  prio: { kind: 'priority', maxSales: 1, members: [{ delivery: 'careful' }, { delivery: 'second' }] },
  broad: { kind: 'broadcast', members: [{ delivery: 'all' }, { delivery: 'each' }] },
  capped: { kind: 'priority', maxSales: 1, members: [{ delivery: 'few' }, { delivery: 'rest' }] },
} as const

export const stormCampaigns = Object.keys(routes)
export const stormDeliveries = Object.keys(deliveries)
export const stormManners: ReadonlyMap<string, BuyerManners> = new Map(Object.entries(deliveries))

/** What the checker holds the system to. */
export function stormTerms(leads: number): Terms {
  return {
    deliveries: new Map(
      Object.entries(deliveries).map(([key, { onUnknown, price, cap }]) => [
        key,
        { onUnknown, priceUnits: unitsOf(price), totalLimit: cap === null ? null : capOf(cap, leads) },
      ]),
    ),
    maxSales: new Map([
      ['prio', 1],
      ['broad', null],
      ['capped', 1],
    ]),
  }
}

/** Into an empty workspace. `urlOf`: the buyers' addresses. */
export async function setUpStorm(client: Client, leads: number, urlOf: (delivery: string) => string): Promise<void> {
  await setUpAutoWarranty(client)
  for (const campaign of stormCampaigns) {
    const document = { ...campaignDocument, name: campaign, dedupe: [] }
    await client.call(putCampaign, { params: { reference: campaign }, body: document })
  }
  for (const key of stormDeliveries) await addDelivery(client, key, stormDelivery(key, leads, urlOf(key), 16))
  for (const [campaign, { members, ...route }] of Object.entries(routes)) {
    const body = { ...campaignDocument, name: campaign, dedupe: [], route: { ...route, members: [...members] } }
    await client.call(putCampaign, { params: { reference: campaign }, body })
  }
}

/** The set-up document of a delivery; a person who edits it under load changes nothing but how much goes at once. */
export function stormDelivery(key: string, leads: number, url: string, concurrency: number): DeliveryInput {
  const own = deliveries[key]
  if (own === undefined) throw new Error(`A storm has no delivery ${key}`)
  const { request } = deliveryDocument(url)
  return deliveryDocument(url, {
    campaign: own.campaign,
    buyer: own.buyer,
    name: key,
    request: { ...request, timeoutMs: 2_000 },
    answers: [
      { when: { json: { path: 'status', is: 'accepted' } }, outcome: 'accepted' },
      { when: { json: { path: 'status', is: 'rejected' } }, outcome: 'rejected' },
      { when: { json: { path: 'status', is: 'duplicate' } }, outcome: 'duplicate' },
    ],
    price: { kind: 'fixed', amount: own.price },
    caps: own.cap === null ? [] : [{ period: 'total', limit: capOf(own.cap, leads), whenFull: 'next' }],
    onUnknown: own.onUnknown,
    // Long enough to outlive every fault: what ends as failed would say little about the storm.
    retry: { delaysSeconds: Array.from({ length: 50 }, () => 3), maxAgeHours: 24 },
    concurrency,
  })
}

function capOf(share: number, leads: number): number {
  return Math.max(1, Math.round(share * leads))
}

function unitsOf(price: string): bigint {
  const units = parseMoney(price)
  if (units === null) throw new Error(`Not an amount: ${price}`)
  return units
}
