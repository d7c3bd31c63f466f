import type { OfferHistory } from '../routing/assign.ts'
import { keptOf, returnedByOf } from '../settlement/goOn.ts'
import type { Offers } from './readOffers.ts'

/** Who has the lead, and who had it and gave it back. What a buyer returned it does not have. */
export function historyOf({ dispatches }: Offers): OfferHistory {
  const kept = keptOf(dispatches)
  return {
    soldTo: new Set(kept.flatMap(({ buyer }) => buyer ?? [])),
    returnedBy: returnedByOf(dispatches),
    takenBy: new Set(kept.map(({ delivery }) => delivery)),
  }
}
