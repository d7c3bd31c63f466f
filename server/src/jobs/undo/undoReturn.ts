// Returned leads are sold again to the buyers that had given them back.

import { readOffers } from '../../readmission/readOffers.ts'
import type { ReturnBefore } from '../../returns/returnSales.ts'
import { changedSinceReturn, takeBackReturns } from '../../returns/takeBack.ts'
import { readBooked } from '../../settlement/readBooked.ts'
import { leftOut, restored, type Undoer } from './undoer.ts'

export const undoReturn: Undoer<ReturnBefore> = {
  async consider(tx, { accountId }, items) {
    const ids = items.map(({ lead }) => lead.id)
    const [offers, booked] = await Promise.all([readOffers(tx, accountId, ids), readBooked(tx, accountId, ids)])
    return items.map(({ lead: { id, status }, before }) => {
      if (status !== 'accepted' && status !== 'rejected') return `${status} since`
      return changedSinceReturn({ dispatches: offers.of(id).dispatches, booked: booked.of(id) }, before)
    })
  },
  async run(tx, { setup, actor, undone, jobId }, items) {
    const wish = { setup, actor, reason: `Undo of job ${undone}`, jobId }
    const answers = await takeBackReturns(
      tx,
      wish,
      items.map(({ lead, before }) => ({ id: lead.id, receivedAt: lead.receivedAt, before })),
    )
    return items.map(({ lead }) => {
      const answer = answers.get(lead.id)
      if (answer === undefined) return leftOut('not found')
      return answer === null ? restored : leftOut(answer)
    })
  },
  moneyOf({ revenue, payout }) {
    return { revenue: BigInt(revenue), payout: payout.reduce((sum, { amount }) => sum + BigInt(amount), 0n) }
  },
}
