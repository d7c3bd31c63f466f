// Caps against what is booked where they stand.

import { checkCapList } from '@switchyard/core/caps/checkCapList.ts'
import type { Campaign } from '@switchyard/core/setup/campaign.ts'
import type { Delivery } from '@switchyard/core/setup/delivery.ts'
import type { Buyer } from '@switchyard/core/setup/lists.ts'
import type { Problem } from '@switchyard/core/setup/problem.ts'

import type { SetupWorld } from '../world.ts'

export function campaignCapProblems(doc: Campaign): Problem[] {
  return [
    ...checkCapList(doc.caps, 'caps', { canHold: false, noMoney: noPayout(doc, null) }),
    ...Object.entries(doc.suppliers).flatMap(([sid, supplier]) =>
      checkCapList(supplier.caps, `suppliers.${sid}.caps`, { canHold: false, noMoney: noPayout(doc, sid) }),
    ),
  ]
}

/** What a lead costs is known at intake only where it is owed for being accepted. */
function noPayout({ payout, suppliers }: Campaign, sid: string | null): string | null {
  if (payout?.on === 'sale') {
    return 'Money is counted here by what is owed on acceptance; this campaign pays its suppliers on sale.'
  }
  const own = sid === null ? Object.values(suppliers) : [suppliers[sid]]
  const pays = payout !== undefined || own.some((supplier) => supplier?.payout !== undefined)
  return pays ? null : 'Money is counted here by payouts, and none is set up.'
}

/** @param stored the document that it replaces, null when it is new */
export function deliveryCapProblems(doc: Delivery, stored: Delivery | null, world: SetupWorld): Problem[] {
  return [
    ...checkCapList(doc.caps, 'caps', { canHold: true, noMoney: noPrice(doc) }),
    ...currencyProblems(doc, stored, world),
  ]
}

function currencyProblems(
  doc: Delivery,
  stored: Delivery | null,
  { buyers, deliveries, campaigns }: SetupWorld,
): Problem[] {
  const buyer = doc.buyer === undefined ? undefined : buyers.get(doc.buyer)
  const currency = campaigns.get(doc.campaign)?.currency
  if (!buyer?.caps.some(({ unit }) => unit === 'money')) return []
  const others = [...deliveries.values()].filter((one) => one.buyer === doc.buyer && one !== stored)
  const foreign = others.find(({ campaign }) => (campaigns.get(campaign)?.currency ?? currency) !== currency)
  const other = foreign && campaigns.get(foreign.campaign)?.currency
  const message = `Buyer ${doc.buyer} has a cap of money in ${other} and cannot also buy in ${currency}.`
  return foreign ? [{ path: 'buyer', code: 'conflict', message }] : []
}

function noPrice({ buyer, price }: Delivery): string | null {
  if (buyer === undefined) return 'Money is counted here by prices, and this delivery has no buyer to pay one.'
  return price === undefined ? 'Money is counted here by prices, and this delivery has none.' : null
}

/** One count of money can only be of one currency. */
export function buyerCapProblems(key: string, doc: Buyer, { deliveries, campaigns }: SetupWorld): Problem[] {
  const currencies = new Set(
    [...deliveries.values()].flatMap(({ buyer, campaign }) => {
      const currency = buyer === key ? campaigns.get(campaign)?.currency : undefined
      return currency === undefined ? [] : [currency]
    }),
  )
  const words = [...currencies].toSorted().join(' and ')
  const noMoney = currencies.size > 1 ? `This buyer pays in ${words}; one cap cannot count both.` : null
  return checkCapList(doc.caps, 'caps', { canHold: true, noMoney })
}
