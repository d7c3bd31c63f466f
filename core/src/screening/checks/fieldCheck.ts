import type { FieldValue, FieldValues } from '../../lead/facts.ts'
import type { Finding } from '../failure.ts'

/** What a check may look at besides the value: the lead's other values and the day it came in (YYYY-MM-DD). */
export interface CheckedLead {
  readonly values: FieldValues
  readonly today: string
}

/** Says what is wrong with a normalised value, or null when it passes. */
export type FieldCheck = (value: FieldValue, lead: CheckedLead) => Finding | null
