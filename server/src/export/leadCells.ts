// The values of leads in the columns of a file.

import type { Cell } from '@switchyard/core/csv/csvLine.ts'
import { compileMappers, type CompiledMapper } from '@switchyard/core/delivery/filters/mapperFilter.ts'
import { RenderStop } from '@switchyard/core/delivery/renderFailure.ts'
import type { Field } from '@switchyard/core/setup/campaign.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { fieldCell } from './fieldCell.ts'
import { platformValue, standardHeadings } from './platformColumns.ts'
import type { ExportedLead } from './readExported.ts'

export interface CellWish {
  readonly columns: readonly string[]
  /** Key of the mapper through which values go; null: as they are. */
  readonly mapper: string | null
}

/** One cell for each column, or why there can be none. */
export type LeadCells = { readonly cells: readonly Cell[] } | { readonly failed: string }

/** In the order of `leads`. */
export function leadCells(setup: AccountSetup, leads: readonly ExportedLead[], wish: CellWish): LeadCells[] {
  const mapper = wish.mapper === null ? undefined : setup.mappers.get(wish.mapper)
  const map = wish.mapper === null ? null : (compileMappers(setup.mappers).get(wish.mapper) ?? null)
  const picklists = new Set(['picklist', 'picklistAny', 'picklistAll'])
  const isMapped = (field: Field | undefined): boolean =>
    field !== undefined &&
    (mapper?.picklist === undefined ? picklists.has(field.type) : field.picklist === mapper.picklist)
  const fieldsOf = fieldsByCampaign(setup)
  return leads.map((lead) =>
    cellsOf(lead, wish.columns, fieldsOf(lead.campaign), (field) => (isMapped(field) ? map : null)),
  )
}

function cellsOf(
  lead: ExportedLead,
  columns: readonly string[],
  fields: ReadonlyMap<string, Field>,
  mapOf: (field: Field | undefined) => CompiledMapper | null,
): LeadCells {
  const cellOf = (column: string): Cell => {
    const field = standardHeadings.includes(column) ? undefined : fields.get(column)
    if (field) return fieldCell(lead, column, field, mapOf(field)) ?? ''
    // A field that another campaign has, or one that is gone from the set-up since.
    return platformValue(column, lead) ?? fieldCell(lead, column, undefined, null) ?? ''
  }
  try {
    return { cells: columns.map(cellOf) }
  } catch (error) {
    if (error instanceof RenderStop) return { failed: error.message }
    throw error
  }
}

function fieldsByCampaign(setup: AccountSetup): (campaign: string) => ReadonlyMap<string, Field> {
  const known = new Map<string, ReadonlyMap<string, Field>>()
  return (campaign) => {
    const fields =
      known.get(campaign) ??
      new Map((setup.campaigns.get(campaign)?.doc.fields ?? []).map((field) => [field.key, field]))
    known.set(campaign, fields)
    return fields
  }
}
