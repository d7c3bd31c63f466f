import type { DispositionCode } from '../disposition.ts'
import type { FieldValue } from '../facts.ts'

/**
 * What became of a received value: the normalised value, or why there is none. `why` is the rest of a sentence that begins
 * with the field's label ("'ann@' is not an email address: nothing stands after @"); `suggestions` are values that would pass.
 */
export type Parsed<Value extends FieldValue = FieldValue> =
  | {
      readonly ok: true
      readonly value: Value
      /** Phones only: alpha-2 of the number's own country, when the number tells. */
      readonly country?: string | null
    }
  | {
      readonly ok: false
      readonly code: DispositionCode
      readonly why: string
      readonly suggestions: readonly string[]
    }

/** What a parser may know besides the value and its field. */
export interface FieldContext {
  /** ISO 3166 alpha-2: how phones, postcodes, numbers and dates are read. */
  readonly country: string
  /** ISO 4217 of the campaign: money in another currency is refused. */
  readonly currency: string
  /** The day the lead came in, YYYY-MM-DD in the campaign's zone: what ages are counted to. */
  readonly today: string
}

export function refused(code: DispositionCode, why: string, suggestions: readonly string[] = []): Parsed<never> {
  return { ok: false, code, why, suggestions }
}

export function taken<Value extends FieldValue>(value: Value): Parsed<Value> {
  return { ok: true, value }
}
