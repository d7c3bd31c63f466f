// Money of a sale: what the buyer owes us, and what we owe the supplier for it. Test leads are never billed.

import { databaseNow } from '../db/clock.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { payoutBooking, revenueBooking, type Booking } from './booking.ts'
import { keptOf } from './goOn.ts'
import { payoutOnSale, paysEachSale } from './payout.ts'
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
    const isPercent = campaign !== undefined && paysEachSale(campaign)
    const earlierSales = keptOf(lead.dispatches).filter(({ id }) => !ended.some(({ dispatch }) => dispatch.id === id))
    let sales = earlierSales.length
    for (const { dispatch, state, price: agreed } of ended) {
      if (state !== 'accepted') continue
      const sold = lead.dispatches.find(({ id }) => id === dispatch.id)
      const buyer = sold?.buyer
      // Sent there again on request: the buyer has paid for it, unless it was given back.
      const isRepeat = earlierSales.some(({ delivery }) => delivery === sold?.delivery)
      if (!buyer || isRepeat) continue
      const subject = {
        accountId: lead.accountId,
        at: databaseNow(),
        currency: lead.currency,
        campaign: lead.campaign,
        leadId: lead.leadId,
      }
      const price = agreed ?? 0n
      // A fixed payout is for the lead, whoever else buys it too, also when a buyer gave it back and the supplier kept the payout.
      const paidAlready = !isPercent && (sales > 0 || BigInt(lead.payout) > 0n)
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
