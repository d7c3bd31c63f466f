import type { RowPlan } from '@switchyard/core/imports/fileRow.ts'

import type { AccountSetup } from '../setup/compile.ts'
import type { StoredImport } from './importRow.ts'

/** How the rows of an import are read under the set-up of today. */
export function rowPlanOf({ campaign, columns, options }: StoredImport, setup: AccountSetup): RowPlan {
  const fields = setup.campaigns.get(campaign ?? '')?.doc.fields ?? []
  return {
    campaign: campaign ?? '',
    columns: columns.map(({ name, target }) => ({ name, target })),
    fields: new Set(fields.map(({ key }) => key)),
    blanksClear: options.blanksClear,
    updateAccepted: options.updateAccepted,
  }
}
