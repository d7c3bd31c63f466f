// Going back to what a lead was before.

import type { LeadDetail } from '../../data/leadTypes.ts'

/** The values that have to be set so that the lead is as it was at `revision`; 1 is as received. */
export function valuesAt(lead: Pick<LeadDetail, 'revisions'>, revision: number): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  const since = lead.revisions.filter((one) => one.revision > revision).toSorted((a, b) => b.revision - a.revision)
  // Newest first, so that the oldest change after that revision has the last word.
  for (const { changes } of since) for (const [field, { from }] of Object.entries(changes)) values[field] = from
  return values
}
