// A campaign's money and sales from everywhere they are told, for tests that want all of them to say the same.

import { campaignSummary } from '@switchyard/contract/campaigns/summary.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { leadTotals } from '@switchyard/contract/leads/totals.ts'
import { formatMoney } from '@switchyard/core/money/money.ts'

import type { TestApp } from './app.ts'

export interface CampaignBooks {
  readonly sold: number
  readonly revenue: string
  readonly payout: string
}

/** By the ledger, the summary, the list's totals line, and the listed leads added up. Live leads of one currency, 500 at most. */
export async function booksOf(
  app: TestApp,
  campaign: string,
): Promise<Readonly<Record<'ledger' | 'summary' | 'totals' | 'list', CampaignBooks>>> {
  const [row] = await app.db.engine<{ sold: number; revenue: string; payout: string }[]>`
    SELECT (
        SELECT count(DISTINCT d.lead_id)::int FROM dispatches d
        WHERE d.campaign = ${campaign} AND d.state = 'accepted' AND d.buyer IS NOT NULL AND d.return_reason IS NULL AND NOT d.test
      ) AS sold,
      coalesce(sum(CASE 'revenue' WHEN m.credit THEN m.amount WHEN m.debit THEN -m.amount END), 0)::bigint AS revenue,
      coalesce(sum(CASE 'payout' WHEN m.debit THEN m.amount WHEN m.credit THEN -m.amount END), 0)::bigint AS payout
    FROM ledger m WHERE m.account_id = ${app.accountId} AND m.campaign = ${campaign}`
  const summary = await app.client.call(campaignSummary, { params: { ref: campaign }, query: {} })
  const totals = await app.client.call(leadTotals, { query: { campaign, test: 'false' } })
  const { leads } = await app.client.call(listLeads, { query: { campaign, test: 'false', limit: 500 } })
  const none = { revenue: '0.00', payout: '0.00' }
  return {
    ledger: {
      sold: row?.sold ?? 0,
      revenue: formatMoney(BigInt(row?.revenue ?? 0)),
      payout: formatMoney(BigInt(row?.payout ?? 0)),
    },
    summary: { sold: summary.sold, revenue: summary.revenue, payout: summary.payout },
    totals: { sold: totals.sold, ...none, ...moneyOf(totals.money) },
    list: {
      sold: leads.filter(({ sold }) => sold === 'sold').length,
      revenue: sumOf(leads.map(({ revenue }) => revenue)),
      payout: sumOf(leads.map(({ payout }) => payout)),
    },
  }
}

function moneyOf(money: readonly { readonly revenue: string; readonly payout: string }[]) {
  const [first, ...others] = money
  if (others.length > 0) throw new Error('Leads of several currencies cannot be added up')
  return first && { revenue: first.revenue, payout: first.payout }
}

/** With four decimals at most, as whole numbers: a test must not round. */
function sumOf(amounts: readonly (string | null)[]): string {
  const units = amounts.map((text) => {
    const [whole = '0', fraction = ''] = (text ?? '0').split('.')
    return BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0'))
  })
  return formatMoney(units.reduce((sum, each) => sum + each, 0n))
}
