// The totals line: what all results of a search come to.

import type { TransactionSql } from 'postgres'

import type { leadTotals } from '@switchyard/contract/leads/totals.ts'
import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import { formatMoney } from '@switchyard/core/money/money.ts'

import { conditions, type LeadFilter } from './filter.ts'
import { joined } from './joined.ts'
import { joinValues } from './countLeads.ts'
import { planAnew } from './list.ts'

export type LeadTotals = OutputOf<typeof leadTotals>

export async function totalsOf(tx: TransactionSql, filter: LeadFilter): Promise<LeadTotals> {
  await planAnew(tx)
  const rows = await tx<{ currency: string; leads: number; sold: number; revenue: string; payout: string }[]>`
    SELECT l.currency, count(*)::int AS leads, count(*) FILTER (WHERE l.sold = 'sold')::int AS sold,
      sum(l.revenue)::bigint AS revenue, sum(l.payout)::bigint AS payout
    FROM leads l ${joinValues(tx, filter)}
    WHERE ${joined(tx, conditions(tx, filter), 'and')}
    GROUP BY l.currency ORDER BY l.currency`
  return {
    leads: rows.reduce((sum, row) => sum + row.leads, 0),
    sold: rows.reduce((sum, row) => sum + row.sold, 0),
    money: rows.map(({ currency, revenue, payout }) => ({
      currency,
      revenue: formatMoney(BigInt(revenue)),
      payout: formatMoney(BigInt(payout)),
    })),
  }
}
