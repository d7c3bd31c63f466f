// What a lead says about its sale once it was taken in again.

import type { DeliveryStatus, Sold } from '@switchyard/core/lead/states.ts'
import { rollUp, soldOf } from '@switchyard/core/lead/status.ts'

import type { Candidate } from '../intake/candidate.ts'
import { newestOf } from '../settlement/goOn.ts'
import { returnWords } from '../settlement/returnWords.ts'
import { historyOf } from './historyOf.ts'
import type { StoredLead } from './storedLead.ts'

export interface Standing {
  readonly sold: Sold
  readonly soldReason: string | null
  readonly deliveryStatus: DeliveryStatus
}

/** A lead that was not routed stays as it was. Offers made before count beside the new ones, each delivery with its newest. */
export function standingOf(lead: StoredLead, candidate: Candidate): Standing {
  if (candidate.decision === null || candidate.failures.length > 0) {
    return { sold: lead.sold, soldReason: lead.soldReason, deliveryStatus: lead.deliveryStatus }
  }
  const newest = [...newestOf(lead.dispatches).values()]
  const underWay = candidate.offers.length > 0
  const returned = returnWords(lead.dispatches)
  const sold = soldOf({
    current: returned === null ? lead.sold : 'returned',
    underWay,
    soldToBuyer: historyOf(lead).soldTo.size > 0,
    hasBuyer: candidate.sold !== null || newest.some(({ buyer }) => buyer !== null),
  })
  return {
    sold,
    soldReason:
      sold === 'unsold' || sold === 'returned' ? [returned, candidate.soldReason].filter(Boolean).join('; ') : null,
    deliveryStatus: underWay ? 'pending' : rollUp(newest.map(({ state }) => state)),
  }
}
