// One value of a lead as a cell.

import type { FieldValue } from '@switchyard/core/lead/facts.ts'
import { plain } from '@switchyard/core/lead/fields/received.ts'
import type { CompiledMapper } from '@switchyard/core/delivery/filters/mapperFilter.ts'
import type { Field } from '@switchyard/core/setup/campaign.ts'

import type { Cell } from '@switchyard/core/csv/csvLine.ts'
import type { ExportedLead } from './readExported.ts'

/**
 * The normalised value; where the lead has none because it was refused, what was sent, so that it can be mended in the file. Several
 * values of one field are parted by semicolons.
 * @throws RenderStop when the mapper has no pair for a value and says "hold"
 */
export function fieldCell(
  lead: Pick<ExportedLead, 'fields' | 'raw' | 'edits'>,
  key: string,
  field: Field | undefined,
  map: CompiledMapper | null,
): Cell | null {
  const value = valueOf(lead, key)
  if (value === undefined) return received(lead, key, field)
  return cellOf(map ? map(value) : value)
}

function valueOf({ fields }: Pick<ExportedLead, 'fields'>, key: string): FieldValue | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}

function received(
  { edits, raw }: Pick<ExportedLead, 'edits' | 'raw'>,
  key: string,
  field: Field | undefined,
): Cell | null {
  for (const sent of [edits, raw]) {
    for (const name of [key, ...(field?.aliases ?? [])]) {
      if (Object.hasOwn(sent, name) && sent[name] !== null) return cellOf(sent[name])
    }
  }
  return null
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return value
  if (Array.isArray(value)) return value.map(plain).join('; ')
  return plain(value)
}
