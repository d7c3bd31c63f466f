// Step 1 of intake: may this supplier send to this campaign now? A no is recorded with the lead like any other failure.

import type { Failure } from '@switchyard/core/lead/disposition.ts'
import { campaignFailure, supplierFailure } from '@switchyard/core/screening/failure.ts'

import type { AccountSetup, LiveCampaign } from '../setup/compile.ts'

export function admissionFailures(setup: AccountSetup, campaign: LiveCampaign, supplier: string | null): Failure[] {
  const failures: Failure[] = []
  if (campaign.doc.status !== 'active') failures.push(campaignFailure(campaign.reference, campaign.doc.status))
  if (supplier !== null && !mayPost(setup, campaign, supplier)) failures.push(supplierFailure(supplier))
  return failures
}

/** A campaign that names suppliers takes leads from those alone; one that names none takes them from every active supplier. */
function mayPost(setup: AccountSetup, campaign: LiveCampaign, supplier: string): boolean {
  const account = setup.suppliers.get(supplier)
  if (account && !account.active) return false
  const listed = campaign.doc.suppliers[supplier]
  if (listed) return listed.active
  return account !== undefined && Object.keys(campaign.doc.suppliers).length === 0
}
