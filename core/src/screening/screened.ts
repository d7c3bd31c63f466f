// What goes into screening and what comes out of it. The work itself stands in screen.ts.

import type { Failure } from '../lead/disposition.ts'
import type { LeadFacts } from '../lead/facts.ts'
import type { ConsentState, Method } from '../lead/states.ts'

/** Checks that an operator may waive for a lead once; suppression and consent can never be waived. */
export type WaivableCheck = 'fields' | 'filters' | 'dedupe' | 'caps'

export interface ScreeningInput {
  readonly id: string | null
  readonly supplier: string | null
  readonly source: string | null
  readonly method: Method
  readonly test: boolean
  readonly receivedAt: Date
  /** The clock of the checks when a lead is checked again later; else `receivedAt`. */
  readonly checkedAt?: Date | undefined
  readonly raw: Readonly<Record<string, unknown>>
  readonly consent: { readonly email?: ConsentState | undefined; readonly sms?: ConsentState | undefined }
  readonly waive: ReadonlySet<WaivableCheck>
}

/** One duplicate rule made concrete for this lead. Two leads with an equal `key` agree in all fields of the rule. */
export interface DedupeKey {
  /** Canonical text of field keys and normalised values; hashed before it is stored. */
  readonly key: string
  /** False: the rule is another campaign's, which has to find this lead; it refuses nothing here. */
  readonly checks: boolean
  /** Campaigns among whose leads the rule looks for an equal one. */
  readonly campaigns: 'all' | readonly string[]
  readonly days: number
  readonly fields: readonly string[]
  /** The lead's values in words, for the failure's message: "email ann@example.com". */
  readonly words: string
}

/** One value to look up in one suppression list. */
export interface SuppressionProbe {
  readonly list: string
  readonly field: string
  readonly value: string
  /** Lower-case hex digests under which the list may hold the value: SHA-256 and MD5 of each usual spelling. */
  readonly digests: readonly string[]
}

/** Steps 3 to 6 of intake are done; steps 7 to 9 need the database, and what they need stands here. */
export interface Screened {
  readonly facts: LeadFacts
  readonly failures: readonly Failure[]
  /** A filter sent the lead to quarantine, with the operator's reason. Failures win over it. */
  readonly quarantine: string | null
  readonly dedupe: readonly DedupeKey[]
  readonly suppression: readonly SuppressionProbe[]
  /** The record summary, plain text, at most 200 characters. */
  readonly summary: string
  /** For searching and messages: the first valid email and phone (E.164) field, and the person's name. */
  readonly email: string | null
  readonly phone: string | null
  readonly name: string | null
}

export interface Screening {
  screen(input: ScreeningInput): Screened
}
