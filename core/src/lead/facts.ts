// What rules, templates and routing may look at: a lead's normalised values and what is known about how it came in.

import type { ConsentState, Method } from './states.ts'

/**
 * A normalised value. Text, email (lower case), phone (E.164), postcode, date (YYYY-MM-DD), country (alpha-2), money (decimal
 * string "12.50"), consent ("yes" | "no" | "unknown") are strings; number and integer are numbers; boolean is a boolean;
 * picklistAny / picklistAll are arrays of list values.
 */
export type FieldValue = string | number | boolean | readonly string[]

/** Only fields that have a valid value are present, and those whose check was waived, then with the text as received. */
export type FieldValues = Readonly<Record<string, FieldValue>>

export interface LeadFacts {
  readonly id: string | null
  readonly campaign: string
  readonly supplier: string | null
  readonly source: string | null
  readonly method: Method
  readonly test: boolean
  readonly receivedAt: Date
  /** The moment to which ages and "within days" are counted, for a lead that is checked again later; else `receivedAt`. */
  readonly checkedAt?: Date | undefined
  /** IANA zone of the campaign, for @receivedTime and @receivedWeekday. */
  readonly timezone: string
  /** ISO 3166 alpha-2 of the lead: its country field, else its phone's country, else the campaign's. */
  readonly country: string | null
  readonly values: FieldValues
  /** As received, before normalising; keys as the supplier sent them. */
  readonly raw: Readonly<Record<string, unknown>>
  /** Keys of the fields that had a value which did not pass its type. */
  readonly invalid: readonly string[]
  readonly consent: { readonly email: ConsentState; readonly sms: ConsentState }
}
