// Ledger rows that correct what was booked before. Rows are never changed: what is too much is booked back.

import type { Booking } from './booking.ts'

interface Subject {
  readonly accountId: string
  readonly at: Date
  readonly currency: string
  readonly campaign: string
  readonly leadId: string
  readonly supplier: string | null
  readonly note: string
}

/** The buyer gave the lead back, and owes nothing for it any more. `amount` is all that is booked for the sale. */
export function revenueReversal(
  subject: Subject,
  sale: { readonly amount: bigint; readonly buyer: string; readonly dispatchId: string },
): Booking {
  return { ...subject, kind: 'revenueReversal', debit: 'revenue', credit: `buyer:${sale.buyer}`, ...sale }
}

/** The supplier gives back what it had earned. */
export function payoutReversal(
  subject: Subject & { readonly supplier: string },
  payout: { readonly amount: bigint; readonly buyer: string | null; readonly dispatchId: string | null },
): Booking {
  return { ...subject, kind: 'payoutReversal', debit: `supplier:${subject.supplier}`, credit: 'payout', ...payout }
}

/** The buyer owes `change` more, or less when it is below zero. */
export function revenueAdjustment(
  subject: Subject,
  sale: { readonly change: bigint; readonly buyer: string; readonly dispatchId: string },
): Booking {
  const { change, ...rest } = sale
  return { ...subject, ...rest, kind: 'adjustment', ...moved(`buyer:${sale.buyer}`, 'revenue', change) }
}

/** The supplier earns `change` more, or less when it is below zero. */
export function payoutAdjustment(
  subject: Subject & { readonly supplier: string },
  payout: { readonly change: bigint; readonly buyer: string | null; readonly dispatchId: string | null },
): Booking {
  const { change, ...rest } = payout
  return { ...subject, ...rest, kind: 'adjustment', ...moved('payout', `supplier:${subject.supplier}`, change) }
}

/** Amounts are never below zero: what is taken off moves the other way. */
function moved(debit: string, credit: string, change: bigint): Pick<Booking, 'debit' | 'credit' | 'amount'> {
  return change < 0n ? { debit: credit, credit: debit, amount: -change } : { debit, credit, amount: change }
}
