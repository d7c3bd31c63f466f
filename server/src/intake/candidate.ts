// A lead while its batch is being decided: what came in, what the stages found, what will be stored. Lives for one transaction.

import { accepted, rejectedFor, type Disposition, type Failure } from '@switchyard/core/lead/disposition.ts'
import type { DeliveryStatus, LeadStatus, Sold } from '@switchyard/core/lead/states.ts'
import type { Decision } from '@switchyard/core/routing/decision.ts'
import type { Screened } from '@switchyard/core/screening/screened.ts'

import type { WindowRef } from '../caps/windows.ts'
import type { Offer } from '../routing/route.ts'
import type { AccountSetup, LiveCampaign } from '../setup/compile.ts'
import type { Incoming } from './incoming.ts'

export interface Candidate {
  readonly id: string
  readonly incoming: Incoming
  readonly setup: AccountSetup
  readonly campaign: LiveCampaign
  /** When it is decided: the instant it came in, or now for a lead that is taken in again. */
  readonly at: Date
  readonly screened: Screened
  /** Failures of screening, then of the steps that need the database. */
  readonly failures: Failure[]
  duplicateOf: string | null
  decision: Decision | null
  readonly offers: Offer[]
  /** Windows in which the lead itself counts. */
  readonly counted: WindowRef[]
  /** Windows beside which it counts, because a person let it in whatever they hold. */
  readonly overCap: WindowRef[]
  sold: Sold
  soldReason: string | null
  deliveryStatus: DeliveryStatus
}

export function statusOf(candidate: Candidate): LeadStatus {
  const [first] = candidate.failures
  if (first) return first.code === 'ERROR_CHECKING' ? 'errored' : 'rejected'
  return candidate.screened.quarantine === null ? 'accepted' : 'quarantined'
}

export function dispositionOf(candidate: Candidate): Disposition {
  const [first, ...rest] = candidate.failures
  if (first) return rejectedFor([first, ...rest])
  const waived = candidate.incoming.waive.size > 0
  const code = waived ? 'ACCEPT_LEAD_OVERRIDE' : accepted.code
  return { code, reason: candidate.screened.quarantine, failures: [] }
}
