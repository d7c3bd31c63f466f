import type { TransactionSql } from 'postgres'

import { formatMoney } from '@switchyard/core/money/money.ts'

/** Looked at: a campaign that accepts hardly anything is not searched to its beginning for what it once did. */
const newest = 2000

/** It is an estimate: no fractions of a cent. */
const unitsInCent = 100n

export interface MeanRevenue {
  /** In 1/10,000 of the currency unit, of `leads` leads together. */
  readonly revenue: bigint
  readonly leads: number
  readonly currency: string
}

/** What the accepted ones among the newest leads of each campaign have brought; campaigns without one are missing. */
export async function readRevenues(
  tx: TransactionSql,
  campaigns: readonly string[],
): Promise<ReadonlyMap<string, MeanRevenue>> {
  if (campaigns.length === 0) return new Map()
  const rows = await tx<{ campaign: string; revenue: string; leads: number; currency: string }[]>`
    SELECT c.campaign, sum(n.revenue)::text AS revenue, count(*)::int AS leads, max(n.currency) AS currency
    FROM unnest(${[...campaigns]}::text[]) AS c (campaign)
    CROSS JOIN LATERAL (
      SELECT l.revenue, l.currency, l.status FROM leads l
      WHERE l.account_id = current_account() AND l.campaign = c.campaign
      ORDER BY l.received_at DESC, l.id DESC LIMIT ${newest}
    ) n
    WHERE n.status = 'accepted'
    GROUP BY c.campaign`
  return new Map(rows.map(({ campaign, revenue, ...rest }) => [campaign, { ...rest, revenue: BigInt(revenue) }]))
}

/** What so many leads would bring at that mean. Pure. */
export function stakeOf(mean: MeanRevenue | undefined, leads: number): { amount: string; currency: string } | null {
  if (!mean || mean.leads === 0) return null
  const cents = (mean.revenue * BigInt(leads)) / BigInt(mean.leads) / unitsInCent
  return { amount: formatMoney(cents * unitsInCent), currency: mean.currency }
}
