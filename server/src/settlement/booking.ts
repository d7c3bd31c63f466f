// Ledger rows. Each moves an amount from a debit account to a credit account, so the books balance by construction.

import type { TransactionSql } from 'postgres'

import type { Write } from '../db/together.ts'

export interface Booking {
  readonly accountId: string
  readonly at: Date
  readonly kind: 'revenue' | 'payout' | 'revenueReversal' | 'payoutReversal' | 'adjustment'
  readonly debit: string
  readonly credit: string
  /** 1/10,000 of the currency unit. */
  readonly amount: bigint
  readonly currency: string
  readonly campaign: string
  readonly leadId: string
  readonly dispatchId: string | null
  readonly buyer: string | null
  readonly supplier: string | null
  readonly note: string | null
}

interface Subject {
  readonly accountId: string
  readonly at: Date
  readonly currency: string
  readonly campaign: string
  readonly leadId: string
}

/** The buyer owes us for a sold lead. */
export function revenueBooking(
  subject: Subject,
  sale: { amount: bigint; buyer: string; supplier: string | null; dispatchId: string },
): Booking {
  return {
    ...subject,
    kind: 'revenue',
    debit: `buyer:${sale.buyer}`,
    credit: 'revenue',
    amount: sale.amount,
    dispatchId: sale.dispatchId,
    buyer: sale.buyer,
    supplier: sale.supplier,
    note: null,
  }
}

/** We owe the supplier for a lead. */
export function payoutBooking(
  subject: Subject,
  payout: { amount: bigint; supplier: string; buyer: string | null; dispatchId: string | null },
): Booking {
  return {
    ...subject,
    kind: 'payout',
    debit: 'payout',
    credit: `supplier:${payout.supplier}`,
    amount: payout.amount,
    dispatchId: payout.dispatchId,
    buyer: payout.buyer,
    supplier: payout.supplier,
    note: null,
  }
}

export function insertBookings(tx: TransactionSql, bookings: readonly Booking[]): Write {
  const rows = bookings
    .filter((booking) => booking.amount > 0n)
    .map((b) => ({
      account_id: b.accountId,
      at: b.at,
      kind: b.kind,
      debit: b.debit,
      credit: b.credit,
      amount: b.amount.toString(),
      currency: b.currency,
      campaign: b.campaign,
      lead_id: b.leadId,
      dispatch_id: b.dispatchId,
      buyer: b.buyer,
      supplier: b.supplier,
      note: b.note,
    }))
  if (rows.length === 0) return null
  return tx`
    INSERT INTO ledger (account_id, at, kind, debit, credit, amount, currency, campaign, lead_id, dispatch_id, buyer, supplier, note)
    SELECT r.account_id, r.at, r.kind, r.debit, r.credit, r.amount, r.currency, r.campaign, r.lead_id, r.dispatch_id, r.buyer,
      r.supplier, r.note
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, at timestamptz, kind text, debit text, credit text, amount bigint, currency text, campaign text,
        lead_id bigint, dispatch_id bigint, buyer text, supplier text, note text)`
}
