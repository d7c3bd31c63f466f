// A destination's answer as it was read, and what we understood of it.

import type { AttemptOutcome } from '../lead/states.ts'

export interface Answer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Decoded text, at most 256 KB. */
  readonly body: string
  readonly truncated: boolean
}

export interface Understood {
  readonly outcome: AttemptOutcome
  /** Index of the answer rule that matched; null when none did or no answer came. */
  readonly rule: number | null
  /** In words; the buyer's own words where a rule captured them. */
  readonly reason: string | null
  /** Decimal string "12.50". */
  readonly price: string | null
  /** The buyer's own id for the lead. */
  readonly reference: string | null
  readonly redirectUrl: string | null
}

/** A request ready to go. `masked` is what is stored and shown: secrets replaced by "••••". */
export interface Rendered {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly masked: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string | null
  }
}
