import type { AccountSetup, LiveCampaign } from '../setup/compile.ts'
import { admissionFailures } from '../screening/admission.ts'

/** Who sends the made-up leads: the one that was named, else the first that may send to the campaign. */
export function findSupplier(
  setup: AccountSetup,
  campaign: LiveCampaign,
  named: string | undefined,
): { readonly supplier: string | null; readonly fault: string | null } {
  const known =
    named === undefined ? [...new Set([...Object.keys(campaign.doc.suppliers), ...setup.suppliers.keys()])] : [named]
  const able = known.find((supplier) => admissionFailures(setup, campaign, supplier).length === 0)
  if (able !== undefined) return { supplier: able, fault: null }
  const fault =
    named === undefined ? 'No supplier may send to this campaign' : `Supplier ${named} may not send to this campaign`
  return { supplier: null, fault }
}
