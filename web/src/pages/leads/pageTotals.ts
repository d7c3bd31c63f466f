import type { LeadRow } from '../../data/leadTypes.ts'
import { sumMoney } from '../../format/money.ts'

export interface PageTotals {
  readonly leads: number
  readonly sold: number
  /** Currencies are never added together. */
  readonly revenue: readonly { readonly currency: string; readonly amount: string }[]
}

export function pageTotals(rows: readonly LeadRow[]): PageTotals {
  const amounts = new Map<string, string[]>()
  for (const row of rows) {
    if (row.sold !== 'sold' || row.revenue === null) continue
    amounts.set(row.currency, [...(amounts.get(row.currency) ?? []), row.revenue])
  }
  return {
    leads: rows.length,
    sold: rows.filter((row) => row.sold === 'sold').length,
    revenue: [...amounts].map(([currency, parts]) => ({ currency, amount: sumMoney(parts) })),
  }
}
