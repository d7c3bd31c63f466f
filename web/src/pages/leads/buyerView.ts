// What stands in the Buyer column: who has the lead, or who said no, or why it never came that far.

import type { LeadBuyer, LeadRow } from '../../data/leadTypes.ts'

export type BuyerView =
  /** Accepted and not for sale: it went to deliveries without a buyer, or to none. */
  | { readonly kind: 'none' }
  /** Not accepted: the lead status and the Custom Reason stand here. */
  | { readonly kind: 'status'; readonly status: string; readonly reason: string | null }
  | { readonly kind: 'one'; readonly sold: string; readonly buyer: string; readonly reason: string | null }
  | { readonly kind: 'multiple'; readonly sold: string; readonly count: number; readonly reason: string | null }
  /** Unsold and offered to nobody. */
  | { readonly kind: 'nobody'; readonly sold: string; readonly reason: string | null }

type ViewedLead = Pick<LeadRow, 'status' | 'disposition' | 'sold' | 'soldReason' | 'buyers'>

export function buyerView(lead: ViewedLead): BuyerView {
  if (lead.sold === null) {
    if (lead.status === 'accepted') return { kind: 'none' }
    return { kind: 'status', status: lead.status, reason: lead.disposition.reason }
  }
  const asked = lead.buyers.filter((one) => one.buyer !== null && one.state !== 'skipped')
  const concerned = concernedBy(lead.sold, asked)
  const names = [...new Set(concerned.flatMap((one) => one.buyer ?? []))]
  const newest = concerned.findLast((one) => one.reason !== null)
  const [only, ...others] = names
  if (only === undefined)
    return { kind: 'nobody', sold: lead.sold, reason: lead.soldReason ?? skippedReason(lead.buyers) }
  // Who gave it back, and why, stands in these words.
  const isReturned = lead.sold === 'returned'
  const reason = lead.sold === 'sold' ? null : ((isReturned ? null : newest?.reason) ?? lead.soldReason)
  if (others.length === 0) return { kind: 'one', sold: lead.sold, buyer: only, reason }
  const told = !isReturned && reason !== null && newest?.buyer ? `${newest.buyer}: ${reason}` : reason
  return { kind: 'multiple', sold: lead.sold, count: names.length, reason: told }
}

/** Of a sold lead the buyers who have it, of a returned one those who gave it back; of any other lead everybody who was asked. */
function concernedBy(sold: string, asked: readonly LeadBuyer[]): readonly LeadBuyer[] {
  if (sold === 'unsold') return asked
  const wanted = asked.filter(({ state, returnReason }) => {
    if (sold === 'returned') return returnReason !== null
    return sold === 'pending' ? state === 'pending' : state === 'accepted' && returnReason === null
  })
  return wanted.length > 0 ? wanted : asked
}

function skippedReason(buyers: readonly LeadBuyer[]): string | null {
  return buyers.find((one) => one.reason !== null)?.reason ?? null
}
