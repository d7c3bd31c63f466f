// What became of a lead that was taken in again.

import type { DispositionCode } from '@switchyard/core/lead/disposition.ts'
import { unsoldWords } from '@switchyard/core/routing/unsold.ts'

import { dispositionOf, statusOf, type Candidate } from '../intake/candidate.ts'
import { acceptedAs, type Cause } from './cause.ts'
import { mayEndAs } from './moves.ts'
import type { StoredLead } from './storedLead.ts'

export type Outcome =
  /** It was not accepted, and is now: it goes on along its route. */
  | { readonly kind: 'accepted'; readonly code: DispositionCode }
  /** Checked again, and still not accepted. */
  | {
      readonly kind: 'rejected' | 'quarantined' | 'errored'
      readonly code: DispositionCode
      readonly reason: string | null
    }
  /** It was accepted all along; deliveries have been offered it again. */
  | { readonly kind: 'routed' }
  /** It was accepted all along, and no delivery may have it now. */
  | { readonly kind: 'unsold'; readonly reason: string }
  /** Nothing was done. */
  | { readonly kind: 'leftOut'; readonly reason: string }

export function outcomeOf(
  { lead, candidate }: { readonly lead: StoredLead; readonly candidate: Candidate },
  cause: Cause,
): Outcome {
  if (lead.status === 'accepted') return routedOutcome(lead, candidate)
  const status = statusOf(candidate)
  const { code, reason } = dispositionOf(candidate)
  if (!mayEndAs(lead.status, status)) return { kind: 'leftOut', reason: reason ?? `it cannot become ${status}` }
  if (status === 'accepted') return { kind: 'accepted', code: acceptedAs(cause) }
  if (status === 'processing') throw new Error('A lead that was checked is not being processed')
  return { kind: status, code, reason }
}

/** An accepted lead never becomes a rejected one by having its route run again; what keeps it back leaves it as it is. */
function routedOutcome(lead: StoredLead, { failures, decision, offers }: Candidate): Outcome {
  const [failure] = failures
  if (failure) return { kind: 'leftOut', reason: failure.message }
  if (offers.length > 0) return { kind: 'routed' }
  const reason = decision ? unsoldWords(decision) : 'No delivery was eligible'
  return lead.sold === 'sold' || lead.sold === null ? { kind: 'leftOut', reason } : { kind: 'unsold', reason }
}
