// Whether a lead can be given back, by whom, and how much the supplier gives back with it. Pure.

import { inWords } from '@switchyard/core/text/inWords.ts'

import { keptOf, returnedByOf } from '../settlement/goOn.ts'
import type { Booked } from '../settlement/readBooked.ts'
import type { LeadDispatch } from '../settlement/write.ts'

type Offer = Pick<LeadDispatch, 'id' | 'buyer' | 'state' | 'returnReason'>

export type ReturnDecision =
  | { readonly kind: 'leaveOut'; readonly words: string }
  | {
      readonly kind: 'return'
      readonly buyer: string
      /** Its sales, oldest first: sent there again on request, a lead has more than one. */
      readonly dispatchIds: readonly [string, ...string[]]
      /** Buyers that keep the lead. */
      readonly keptBy: readonly string[]
    }

/** `dispatches` are the lead's, oldest first; `buyer` is the one that was named. */
export function decideReturn(dispatches: readonly Offer[], buyer: string | undefined): ReturnDecision {
  const sales = salesOf(dispatches)
  const returnedBy = [...returnedByOf(dispatches)]
  const [only, ...others] = sales.keys()
  if (buyer === undefined && others.length > 0) {
    return leaveOut(`sold to ${inWords([...sales.keys()].toSorted(), 'and')}: name the buyer that gave it back`)
  }
  const meant = buyer ?? only
  if (meant === undefined) {
    return leaveOut(returnedBy.length > 0 ? `returned already by ${inWords(returnedBy.toSorted(), 'and')}` : 'not sold')
  }
  const [first, ...rest] = sales.get(meant) ?? []
  if (first === undefined) {
    return leaveOut(returnedBy.includes(meant) ? `returned already by ${meant}` : `not sold to ${meant}`)
  }
  const keptBy = [...sales.keys()].filter((name) => name !== meant)
  return { kind: 'return', buyer: meant, dispatchIds: [first, ...rest], keptBy }
}

/** The dispatches of each buyer that has the lead, oldest first. */
export function salesOf(dispatches: readonly Offer[]): ReadonlyMap<string, readonly string[]> {
  const sales = new Map<string, string[]>()
  for (const { id, buyer } of keptOf(dispatches)) {
    if (buyer === null) continue
    sales.set(buyer, [...(sales.get(buyer) ?? []), id])
  }
  return sales
}

export interface PayoutPart {
  readonly buyer: string | null
  readonly amount: bigint
}

/**
 * What the supplier gives back. When nobody keeps the lead, all it has; while another buyer does, what was earned by this very sale,
 * and that only where each sale earns: a payout for the lead as such stays.
 */
export function payoutToReverse(
  payout: Booked['payout'],
  { buyer, keptBy }: { readonly buyer: string; readonly keptBy: readonly string[] },
  paysEachSale: boolean,
): readonly PayoutPart[] {
  const parts = [...payout].map(([of, amount]) => ({ buyer: of, amount })).filter(({ amount }) => amount > 0n)
  if (keptBy.length === 0) return parts
  return paysEachSale ? parts.filter((part) => part.buyer === buyer) : []
}

function leaveOut(words: string): ReturnDecision {
  return { kind: 'leaveOut', words }
}
