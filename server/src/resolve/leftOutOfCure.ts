import type { Offers } from '../readmission/readOffers.ts'
import { leftOutOf } from '../readmission/leftOut.ts'
import type { JobLead } from '../jobs/action.ts'
import type { AccountSetup } from '../setup/compile.ts'

/** Which leads a cure of our own checks leaves alone, and why; null: it is checked again. Pure. */
export function leftOutOfCure(
  lead: Pick<JobLead, 'campaign' | 'status' | 'sold' | 'erased'>,
  offers: Offers,
  setup: AccountSetup,
): string | null {
  if (lead.erased) return 'erased'
  if (lead.status === 'accepted') return 'accepted already'
  if (lead.status === 'quarantined') return 'in quarantine: it is released, not cured'
  return leftOutOf(lead, offers, setup)
}
