// One thing that one lead was refused for: by a check of ours, or by a buyer.

import type { DispositionCode } from '../lead/disposition.ts'

export type RefusalAbout =
  | {
      readonly kind: 'check'
      readonly campaign: string
      readonly code: DispositionCode
      readonly field: string | null
      /** As received, cut to 200 characters. */
      readonly value: string | null
      readonly rule: string | null
      readonly list: string | null
      readonly message: string
      readonly suggestions: readonly string[]
    }
  | {
      readonly kind: 'destination'
      readonly campaign: string
      readonly delivery: string
      /** The buyer's own words, or its answer in short. */
      readonly answer: string | null
    }

export interface Refusal {
  readonly leadId: string
  readonly receivedAt: Date
  readonly supplier: string | null
  /** Somebody has looked at the lead and lets it be. */
  readonly kept: boolean
  readonly about: RefusalAbout
}
