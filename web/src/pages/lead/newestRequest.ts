import type { LeadDetail } from '../../data/leadTypes.ts'

/** The request that was sent for the lead last; null before there was any. */
export function newestRequest(lead: LeadDetail) {
  return (
    lead.dispatches.flatMap(({ attempts }) => attempts).findLast(({ request }) => request !== null)?.request ?? null
  )
}
