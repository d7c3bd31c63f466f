// Steps 1 and 3 to 6 for one lead, outside any transaction.

import type { Failure } from '@switchyard/core/lead/disposition.ts'
import type { Screened, ScreeningInput } from '@switchyard/core/screening/screened.ts'

import type { Candidate } from '../intake/candidate.ts'
import type { Incoming } from '../intake/incoming.ts'
import type { AccountSetup, LiveCampaign } from '../setup/compile.ts'
import { admissionFailures } from './admission.ts'

export function screenArrival(
  arrival: { readonly incoming: Incoming; readonly setup: AccountSetup; readonly campaign: LiveCampaign },
  id: string,
  /** Set for a lead that came in earlier and is checked again. */
  checkedAt?: Date,
): Candidate {
  const { incoming, setup, campaign } = arrival
  const input: ScreeningInput = {
    id,
    supplier: incoming.supplier,
    source: incoming.source,
    method: incoming.method,
    test: incoming.test,
    receivedAt: incoming.receivedAt,
    checkedAt,
    raw: incoming.fields,
    consent: incoming.consent,
    waive: incoming.waive,
  }
  const { screened, fault } = screenOrFault(campaign, input)
  return {
    id,
    incoming,
    setup,
    campaign,
    at: checkedAt ?? incoming.receivedAt,
    screened,
    failures: fault ? [fault] : [...admissionFailures(setup, campaign, incoming.supplier), ...screened.failures],
    duplicateOf: null,
    decision: null,
    offers: [],
    counted: [],
    overCap: [],
    sold: null,
    soldReason: null,
    deliveryStatus: 'blank',
  }
}

/** A fault of ours while checking must neither lose this lead nor hold up the others of its batch: it is kept as errored. */
function screenOrFault(campaign: LiveCampaign, input: ScreeningInput): { screened: Screened; fault: Failure | null } {
  try {
    return { screened: campaign.screening.screen(input), fault: null }
  } catch (error) {
    // Some faults are answers to the caller, such as a campaign that cannot be used: nothing is recorded then.
    if (error instanceof Error && 'status' in error) throw error
    return { screened: unscreened(campaign, input), fault: checkingFault(error) }
  }
}

export function checkingFault(error: unknown): Failure {
  const words = error instanceof Error ? error.message : String(error)
  const message = `This lead could not be checked because of an error of ours: ${words}`
  return { code: 'ERROR_CHECKING', field: null, value: null, rule: null, list: null, message, suggestions: [] }
}

/** What is known of a lead that nobody could look into. */
function unscreened({ reference, doc }: LiveCampaign, input: ScreeningInput): Screened {
  const { id, supplier, source, method, test, receivedAt, raw, consent } = input
  return {
    facts: {
      id,
      campaign: reference,
      supplier,
      source,
      method,
      test,
      receivedAt,
      timezone: doc.timezone,
      country: doc.country,
      values: {},
      raw,
      invalid: [],
      consent: { email: consent.email ?? 'unknown', sms: consent.sms ?? 'unknown' },
    },
    failures: [],
    quarantine: null,
    dedupe: [],
    suppression: [],
    summary: '',
    email: null,
    phone: null,
    name: null,
  }
}
