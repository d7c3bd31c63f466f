// The lead's own words after a settlement: sold, delivery status, and why nobody has bought it.

import { rollUp, soldOf } from '@switchyard/core/lead/status.ts'
import type { LaterStep } from '@switchyard/core/routing/decision.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { keptOf, newestOf, offerStateOf } from './goOn.ts'
import { returnWords } from './returnWords.ts'
import type { Sales } from './sale.ts'
import type { Ended } from './ended.ts'
import type { LeadChange, LeadDispatch, OpenLead } from './write.ts'

export function leadChange(
  lead: OpenLead,
  after: {
    readonly offered: boolean
    readonly setup: AccountSetup | undefined
    readonly own: readonly Ended[]
    readonly sales: Sales
    readonly steps: readonly LaterStep[]
  },
): LeadChange {
  const newest = [...newestOf(lead.dispatches).values()]
  const underWay = after.offered || newest.some((dispatch) => offerStateOf(dispatch.state) === 'open')
  const returned = returnWords(lead.dispatches)
  const sold = soldOf({
    current: returned === null ? lead.sold : 'returned',
    underWay,
    // A sale stands whatever comes of sending the lead there again.
    soldToBuyer: keptOf(lead.dispatches).some(({ buyer }) => buyer !== null),
    // A lead that ended where nobody pays, before its route came to a buyer, was not left unsold by anybody.
    hasBuyer:
      newest.some((dispatch) => dispatch.buyer !== null) ||
      (lead.sold !== null && (underWay || lead.sold !== 'pending')),
  })
  const reason =
    sold === 'unsold' || sold === 'returned'
      ? [returned, refusalWords(newest, after.steps)].filter(Boolean).join('; ')
      : null
  const refused = !underWay && (returned !== null || newest.some((dispatch) => dispatch.state === 'rejected'))
  const none = keptOf(newest).length === 0
  const shows = after.setup?.campaigns.get(lead.campaign)?.doc.rejectOnRefusal === true
  return {
    accountId: lead.accountId,
    leadId: lead.leadId,
    receivedAt: lead.receivedAt,
    sold,
    soldReason: reason,
    deliveryStatus: after.offered ? 'pending' : rollUp(newest.map((dispatch) => dispatch.state)),
    revenue: after.sales.revenue,
    payout: after.sales.payout,
    redirectUrl: after.own.find((ended) => ended.redirectUrl !== null)?.redirectUrl ?? null,
    rejected:
      shows && refused && none && lead.status === 'accepted'
        ? {
            code: returned === null ? 'REJECT_LEAD_DESTINATION' : 'REJECT_LEAD_RETURNED',
            words: reason ?? refusalWords(newest, after.steps),
          }
        : null,
  }
}

/** Nothing about the lead is open any more: who waits for it can be told. */
export function isSettled(change: LeadChange): boolean {
  return change.deliveryStatus !== 'pending' && change.sold !== 'pending'
}

function refusalWords(dispatches: readonly LeadDispatch[], steps: readonly LaterStep[]): string {
  const refused = dispatches.flatMap((d) => (d.state === 'accepted' ? [] : [`${d.delivery}: ${d.reason ?? d.state}`]))
  const passedOver = steps.flatMap((step) => (step.excluded ? [`${step.delivery}: ${step.excluded.words}`] : []))
  return [...refused, ...passedOver].join('; ')
}
