// A stored lead as the stages of intake take it.

import type { Candidate } from '../intake/candidate.ts'
import type { Incoming } from '../intake/incoming.ts'
import { screenArrival } from '../screening/screenArrival.ts'
import type { AccountSetup, LiveCampaign } from '../setup/compile.ts'
import { waivedBy, type Cause } from './cause.ts'
import type { StoredLead } from './storedLead.ts'

const allChecks = new Set(['fields', 'filters', 'dedupe', 'caps'] as const)

/**
 * A lead that is not accepted is checked again by the clock of `now`, its edits laid over what was received. An accepted one is not
 * judged a second time: only suppression is looked at, and the values it has go along the route.
 */
export function candidateOf(
  lead: StoredLead,
  where: { readonly setup: AccountSetup; readonly campaign: LiveCampaign },
  cause: Cause,
  now: Date,
): Candidate {
  const routeOnly = lead.status === 'accepted'
  const waive = routeOnly ? allChecks : waivedBy(cause)
  const incoming: Incoming = {
    accountId: where.setup.accountId,
    campaign: lead.campaign,
    supplier: lead.supplier,
    source: lead.source,
    externalId: lead.externalId,
    method: lead.method,
    test: lead.test,
    receivedAt: lead.receivedAt,
    fields: { ...lead.raw, ...lead.edits },
    consent: { email: lead.consentEmail, sms: lead.consentSms },
    origin: { ip: null, userAgent: null, callbackUrl: null, requestId: null, consent: {} },
    // A lead that was accepted before has its place in the caps.
    waive: lead.wasRouted ? new Set([...waive, 'caps']) : waive,
    idempotency: null,
    payloadHash: null,
    answerLater: false,
  }
  const candidate = screenArrival({ incoming, ...where }, lead.id, now)
  const { screened } = candidate
  if (routeOnly) {
    const facts = { ...screened.facts, values: lead.fields, raw: lead.raw }
    return { ...candidate, failures: [], screened: { ...screened, facts, failures: [], quarantine: null } }
  }
  // The person who releases a lead has seen why it was held.
  return cause.kind === 'release' ? { ...candidate, screened: { ...screened, quarantine: null } } : candidate
}
