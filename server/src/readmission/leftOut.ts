// Which stored leads are not taken in again, and why, in words that can be counted.

import type { LeadStatus, Sold } from '@switchyard/core/lead/states.ts'
import { decideRoute } from '@switchyard/core/routing/decide.ts'
import { nextStep } from '@switchyard/core/routing/next.ts'
import { isUnderWay } from '@switchyard/core/lead/status.ts'

import { databaseNow } from '../db/clock.ts'
import type { AccountSetup, LiveCampaign } from '../setup/compile.ts'
import { newestOf } from '../settlement/goOn.ts'
import { historyOf } from './historyOf.ts'
import type { Offers } from './readOffers.ts'

interface Considered {
  readonly campaign: string
  readonly status: LeadStatus
  readonly sold: Sold
  readonly erased: boolean
}

/** Null: it can be checked again, or its route can be run again. */
export function leftOutOf(lead: Considered, offers: Offers, setup: AccountSetup): string | null {
  if (lead.erased) return 'erased'
  const campaign = setup.campaigns.get(lead.campaign)
  if (!campaign) return `campaign ${lead.campaign} does not exist any more`
  if (campaign.fault !== null) return `campaign ${lead.campaign} cannot be used: ${campaign.fault}`
  if (lead.status === 'processing') return 'still being checked'
  if ([...newestOf(offers.dispatches).values()].some(({ state }) => isUnderWay(state))) return 'still under way'
  if (lead.status === 'accepted' && lead.sold === 'sold' && !hasMoreToOffer(campaign, offers)) {
    return 'already sold, and nobody is left to offer it to'
  }
  return null
}

/** Whether the route of today comes to a delivery that does not have the lead, if rules, caps and hours all let it. */
function hasMoreToOffer(campaign: LiveCampaign, offers: Offers): boolean {
  const history = historyOf(offers)
  const now = databaseNow()
  const facts = {
    id: null,
    campaign: campaign.reference,
    supplier: null,
    source: null,
    method: 'api',
    test: false,
    receivedAt: now,
    timezone: campaign.doc.timezone,
    country: null,
    values: {},
    raw: {},
    invalid: [],
    consent: { email: 'unknown', sms: 'unknown' },
  } as const
  const { plan } = decideRoute(
    campaign.routing,
    facts,
    { now, draw: 0, setupVersion: 0, caps: () => [], ...history },
    { caps: true, rules: true, schedule: true, onlyDelivery: null },
  )
  const made = new Map([...history.takenBy].map((delivery) => [delivery, 'accepted'] as const))
  return nextStep(plan, made).kind === 'offer'
}
