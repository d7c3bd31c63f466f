// The lead's own words after a settlement: sold, delivery status, and why nobody has bought it.

import { rollUp, soldOf } from '@switchyard/core/lead/status.ts'
import type { LaterStep } from '@switchyard/core/routing/decision.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { newestOf, offerStateOf } from './goOn.ts'
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
  const sold = soldOf({
    current: lead.sold,
    underWay,
    soldToBuyer: newest.some((dispatch) => dispatch.buyer !== null && dispatch.state === 'accepted'),
    // A lead that ended where nobody pays, before its route came to a buyer, was not left unsold by anybody.
    hasBuyer:
      newest.some((dispatch) => dispatch.buyer !== null) ||
      (lead.sold !== null && (underWay || lead.sold !== 'pending')),
  })
  const reason = sold === 'unsold' ? refusalWords(newest, after.steps) : null
  const refused = !underWay && newest.some((dispatch) => dispatch.state === 'rejected')
  const none = !newest.some((dispatch) => dispatch.state === 'accepted')
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
      shows && refused && none && lead.status === 'accepted' ? (reason ?? refusalWords(newest, after.steps)) : null,
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
