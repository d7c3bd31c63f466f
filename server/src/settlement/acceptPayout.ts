// The supplier's payout for a lead that is paid on acceptance. Test leads are never billed.

import type { Candidate } from '../intake/candidate.ts'
import { payoutBooking, type Booking } from './booking.ts'
import { payoutOnAccept } from './payout.ts'

export function acceptPayout({ id, incoming, at, campaign, failures, screened }: Candidate): Booking | null {
  const isAccepted = failures.length === 0 && screened.quarantine === null
  if (!isAccepted || incoming.test || incoming.supplier === null) return null
  const amount = payoutOnAccept(campaign.doc, incoming.supplier)
  if (amount === null || amount === 0n) return null
  const subject = {
    accountId: incoming.accountId,
    at,
    currency: campaign.doc.currency,
    campaign: campaign.reference,
    leadId: id,
  }
  return payoutBooking(subject, { amount, supplier: incoming.supplier, buyer: null, dispatchId: null })
}
