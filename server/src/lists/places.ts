// Where values of a picklist stand in leads.

import type { AccountSetup } from '../setup/compile.ts'

export interface Place {
  readonly campaign: string
  readonly field: string
}

type Documents = Pick<AccountSetup, 'campaigns'>

/** Campaigns and their fields that take values of the list. */
export function placesOf(
  setup: Documents,
  list: string,
): (Place & { readonly label: string; readonly isMany: boolean; readonly disallowed: number })[] {
  return [...setup.campaigns].flatMap(([campaign, { doc }]) =>
    doc.fields
      .filter(({ picklist }) => picklist === list)
      .map(({ key, label, type, disallowed }) => ({
        campaign,
        field: key,
        label: label?.trim() || key,
        isMany: type !== 'picklist',
        disallowed: disallowed.length,
      })),
  )
}
