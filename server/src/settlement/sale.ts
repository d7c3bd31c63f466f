// Money of a sale: what the buyer owes us, and what we owe the supplier for it. Test leads are never billed.

import type { AccountSetup } from '../setup/compile.ts'
import { payoutBooking, revenueBooking, type Booking } from './booking.ts'
import { payoutOnSale } from './payout.ts'
import type { Ended } from './ended.ts'
import type { OpenLead } from './write.ts'

export interface Sales {
  readonly bookings: readonly Booking[]
  readonly revenue: bigint
  readonly payout: bigint
}

export function saleBookings(lead: OpenLead, setup: AccountSetup | undefined, ended: readonly Ended[]): Sales {
  const bookings: Booking[] = []
  let revenue = 0n
  let payout = 0n
  if (!lead.test) {
    const campaign = setup?.campaigns.get(lead.campaign)?.doc
    const isPercent = campaign?.payout !== undefined && 'percent' in campaign.payout
    const earlierSales = lead.dispatches.filter(
      (d) => d.state === 'accepted' && !ended.some(({ dispatch }) => dispatch.id === d.id),
    )
    let sales = earlierSales.length
    for (const { dispatch, state, price: agreed } of ended) {
      if (state !== 'accepted') continue
      const buyer = lead.dispatches.find(({ id }) => id === dispatch.id)?.buyer
      if (!buyer) continue
      const subject = {
        accountId: lead.accountId,
        at: new Date(),
        currency: lead.currency,
        campaign: lead.campaign,
        leadId: lead.leadId,
      }
      const price = agreed ?? 0n
      // A fixed payout is for the lead, whoever else buys it too; a percentage is of each sale.
      const paidAlready = !isPercent && sales > 0
      sales += 1
      revenue += price
      const { supplier } = lead
      bookings.push(revenueBooking(subject, { amount: price, buyer, supplier, dispatchId: dispatch.id }))
      const earned = campaign && supplier !== null && !paidAlready ? payoutOnSale(campaign, supplier, price) : null
      if (earned !== null && supplier !== null) {
        payout += earned
        bookings.push(payoutBooking(subject, { amount: earned, supplier, buyer, dispatchId: dispatch.id }))
      }
    }
  }
  return { bookings, revenue, payout }
}
