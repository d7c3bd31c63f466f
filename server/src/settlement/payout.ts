// What a supplier earns: the campaign's payout, or the supplier's own amount in it.

import { parseMoney, percentOf } from '@switchyard/core/money/money.ts'
import type { Campaign } from '@switchyard/core/setup/campaign.ts'

/** Null when the campaign does not pay on acceptance. */
export function payoutOnAccept(campaign: Campaign, supplier: string): bigint | null {
  const { payout } = campaign
  const own = campaign.suppliers[supplier]?.payout
  if (payout?.on === 'sale') return null
  if (own !== undefined) return parseMoney(own)
  return payout ? parseMoney(payout.amount) : null
}

/** Null when the campaign does not pay on sale. `revenue` is what the buyer pays, in 1/10,000. */
export function payoutOnSale(campaign: Campaign, supplier: string, revenue: bigint): bigint | null {
  const { payout } = campaign
  if (payout?.on !== 'sale') return null
  const own = campaign.suppliers[supplier]?.payout
  if (own !== undefined) return parseMoney(own)
  return 'percent' in payout ? percentOf(revenue, payout.percent) : parseMoney(payout.amount)
}

/** A percentage is of each sale; a fixed amount is for the lead, however many buy it. */
export function paysEachSale({ payout }: Campaign): boolean {
  return payout !== undefined && 'percent' in payout
}
