import type { MoneyRow } from '../../data/leadTypes.ts'
import { sumMoney } from '../../format/money.ts'

export interface MoneyTotal {
  readonly currency: string
  readonly revenue: string
  readonly payout: string
  readonly profit: string
}

const signs: Readonly<Record<string, { side: 'revenue' | 'payout'; negative: boolean }>> = {
  revenue: { side: 'revenue', negative: false },
  revenueReversal: { side: 'revenue', negative: true },
  payout: { side: 'payout', negative: false },
  payoutReversal: { side: 'payout', negative: true },
}

/** Totals per currency. Adjustments say which side they are on by the ledger accounts that they move between. */
export function moneyTotals(rows: readonly MoneyRow[]): readonly MoneyTotal[] {
  const currencies = [...new Set(rows.map((row) => row.currency))]
  return currencies.map((currency) => {
    const own = rows.filter((row) => row.currency === currency)
    const revenue = sumMoney(own.flatMap((row) => amountOn('revenue', row)))
    const payout = sumMoney(own.flatMap((row) => amountOn('payout', row)))
    return { currency, revenue, payout, profit: sumMoney([revenue, negated(payout)]) }
  })
}

function amountOn(side: 'revenue' | 'payout', row: MoneyRow): string[] {
  const sign = signs[row.kind]
  if (sign) return sign.side === side ? [sign.negative ? negated(row.amount) : row.amount] : []
  // An adjustment: revenue grows on the credit side, payout on the debit side.
  const grows = side === 'revenue' ? row.credit : row.debit
  const shrinks = side === 'revenue' ? row.debit : row.credit
  if (grows === side) return [row.amount]
  return shrinks === side ? [negated(row.amount)] : []
}

function negated(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`
}
