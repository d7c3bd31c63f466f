// Steps 1 and 3 to 6 for one lead, outside any transaction.

import type { Candidate } from '../intake/candidate.ts'
import type { Incoming } from '../intake/incoming.ts'
import type { AccountSetup, LiveCampaign } from '../setup/compile.ts'
import { admissionFailures } from './admission.ts'

export function screenArrival(
  arrival: { readonly incoming: Incoming; readonly setup: AccountSetup; readonly campaign: LiveCampaign },
  id: string,
): Candidate {
  const { incoming, setup, campaign } = arrival
  const screened = campaign.screening.screen({
    id,
    supplier: incoming.supplier,
    source: incoming.source,
    method: incoming.method,
    test: incoming.test,
    receivedAt: incoming.receivedAt,
    raw: incoming.fields,
    consent: incoming.consent,
    waive: incoming.waive,
  })
  return {
    id,
    incoming,
    setup,
    campaign,
    screened,
    failures: [...admissionFailures(setup, campaign, incoming.supplier), ...screened.failures],
    duplicateOf: null,
    decision: null,
    offers: [],
    counted: [],
    sold: null,
    soldReason: null,
    deliveryStatus: 'blank',
  }
}
