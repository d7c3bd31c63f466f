// What an operator's change of money comes to for one lead. Pure.

import type { LeadStatus, Sold } from '@switchyard/core/lead/states.ts'
import { formatMoney } from '@switchyard/core/money/money.ts'
import { changedMoney, type MoneyChange } from '@switchyard/core/money/moneyChange.ts'
import { inWords } from '@switchyard/core/text/inWords.ts'

import { salesOf } from '../returns/decideReturn.ts'
import type { Booked } from '../settlement/readBooked.ts'
import type { LeadDispatch } from '../settlement/write.ts'

export interface MoneyWish {
  readonly revenue: MoneyChange | null
  readonly payout: MoneyChange | null
  /** The sale that is meant; null where each lead has one. */
  readonly buyer: string | null
}

export interface MoneyFacts {
  readonly status: LeadStatus
  readonly sold: Sold
  readonly supplier: string | null
  readonly test: boolean
  /** Oldest first. */
  readonly dispatches: readonly Pick<LeadDispatch, 'id' | 'buyer' | 'state' | 'returnReason'>[]
  readonly booked: Booked
}

export interface Step {
  /** Whose sale it belongs to; null for what is paid for the lead as such. */
  readonly buyer: string | null
  readonly dispatchId: string | null
  readonly from: bigint
  readonly to: bigint
}

export type MoneyDecision =
  | { readonly kind: 'leaveOut'; readonly words: string }
  | {
      readonly kind: 'change'
      readonly revenue: (Step & { readonly buyer: string; readonly dispatchId: string }) | null
      readonly payout: Step | null
    }

/** All of the wish or nothing of it: a lead whose revenue cannot be changed keeps its payout too. */
export function decideMoney(facts: MoneyFacts, wish: MoneyWish): MoneyDecision {
  if (facts.test) return leaveOut('a test lead: it is never billed')
  const revenue = wish.revenue === null ? null : revenueStep(facts, wish.revenue, wish.buyer)
  if (typeof revenue === 'string') return leaveOut(revenue)
  const payout = wish.payout === null ? null : payoutStep(facts, wish.payout, wish.buyer)
  if (typeof payout === 'string') return leaveOut(payout)
  const changed = { revenue: moves(revenue) ? revenue : null, payout: moves(payout) ? payout : null }
  if (changed.revenue === null && changed.payout === null) return leaveOut('it has these amounts already')
  return { kind: 'change', ...changed }
}

function moves(step: Step | null): boolean {
  return step !== null && step.from !== step.to
}

/** Or why not, in words. */
function revenueStep(facts: MoneyFacts, change: MoneyChange, buyer: string | null) {
  if (facts.status !== 'accepted') return `${facts.status}: only accepted leads have revenue`
  const sales = salesOf(facts.dispatches)
  const [only, ...others] = sales.keys()
  if (only === undefined)
    return facts.sold === 'returned' ? 'returned: it has no revenue any more' : 'not sold: it has no revenue'
  if (buyer === null && others.length > 0) return severalWords([...sales.keys()])
  const meant = buyer ?? only
  const dispatchId = sales.get(meant)?.at(-1)
  if (dispatchId === undefined) return `not sold to ${meant}`
  const from = facts.booked.revenue.get(meant) ?? 0n
  const after = changedMoney(from, change)
  if (after.kind !== 'amount') return limitWords('revenue', after)
  return { buyer: meant, dispatchId, from, to: after.units }
}

/** Or why not, in words. A payout for the lead as such is changed as such, whoever the buyers are. */
function payoutStep(facts: MoneyFacts, change: MoneyChange, buyer: string | null): Step | string {
  if (facts.supplier === null) return 'it came from no supplier'
  const parts = [...facts.booked.payout].filter(([, amount]) => amount > 0n)
  if (buyer === null && parts.length > 1) return severalWords(parts.flatMap(([of]) => of ?? []))
  const [first] = parts
  const of = parts.some(([name]) => name === buyer) ? buyer : (first?.[0] ?? null)
  if (parts.length > 1 && of !== buyer) return `no payout was booked for a sale to ${buyer ?? ''}`
  const from = facts.booked.payout.get(of) ?? 0n
  const after = changedMoney(from, change)
  if (after.kind !== 'amount') return limitWords('payout', after)
  const dispatchId = of === null ? null : (salesOf(facts.dispatches).get(of)?.at(-1) ?? null)
  return { buyer: of, dispatchId, from, to: after.units }
}

function severalWords(buyers: readonly string[]): string {
  return `sold to ${inWords(buyers.toSorted(), 'and')}: name the buyer whose sale is meant`
}

function limitWords(what: string, after: ReturnType<typeof changedMoney>): string {
  const amount = formatMoney(after.units)
  return after.kind === 'belowZero'
    ? `the ${what} would be below zero: ${amount}`
    : `the ${what} would be too much: ${amount}`
}

function leaveOut(words: string): MoneyDecision {
  return { kind: 'leaveOut', words }
}
