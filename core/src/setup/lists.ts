// Picklists, mappers, suppression lists, suppliers and buyers as their set-up documents hold them.

import type { Cap } from './caps.ts'

export interface Picklist {
  readonly name: string
  readonly caseSensitive: boolean
  /** Somebody else looks after its values: none comes and none goes here. */
  readonly locked?: boolean | undefined
  /** Who that is, in words. */
  readonly lockReason?: string | undefined
  readonly values: readonly PicklistValue[]
}

export interface PicklistValue {
  readonly value: string
  readonly label?: string | undefined
  /** Other spellings that mean this value on the way in. */
  readonly synonyms: readonly string[]
}

export interface Mapper {
  readonly picklist?: string | undefined
  readonly pairs: Readonly<Record<string, string>>
  /** What a value without a pair becomes: itself, a held dispatch, or this default. */
  readonly missing: 'pass' | 'hold' | { readonly default: string }
}

export interface Supplier {
  readonly name: string
  readonly active: boolean
  /** Values this supplier sends -> values we use, per field key; applied before the field's own parser. */
  readonly valueMaps: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export interface Buyer {
  readonly name: string
  readonly active: boolean
  readonly caps: readonly Cap[]
}

export interface SuppressionList {
  readonly name: string
  /** Field types this list applies to, for example ["email", "phone"]. */
  readonly matches: readonly string[]
}
