import type { FieldType } from '../setup/campaign.ts'

/** What a rule is checked against. */
export interface RuleWorld {
  /** The campaign's fields by key. */
  readonly types: ReadonlyMap<string, FieldType>
  /** Allowed values by field key, for fields with a picklist. */
  readonly lists: ReadonlyMap<string, readonly string[]>
}
