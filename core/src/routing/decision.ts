// A routing decision and its trace, as it is stored with the lead for ever. Plain JSON: times are ISO 8601 strings.

import type { CapPeriod } from '../setup/caps.ts'

/** A cap window as it stood when the decision was made. */
export interface CapSnapshot {
  /** "campaign", "supplier ADC1", "delivery acme", "buyer ACME". */
  readonly scope: string
  readonly period: CapPeriod
  /** Left out: leads. */
  readonly unit?: 'money' | undefined
  /** Length of a rolling window. */
  readonly hours?: number | undefined
  /** Leads, or a decimal string of money. */
  readonly limit: number | string
  /** Accepted plus reserved (in flight). */
  readonly used: number | string
  /** Money that this lead would take. */
  readonly asks?: string | undefined
  /** First instant of the next window, or when a rolling one has a place again; null when no time does that alone. */
  readonly resetsAt: string | null
  readonly whenFull: 'next' | 'hold' | 'reject'
  /** IANA zone of the window, so that its reset can be named; the campaign's when left out. */
  readonly timezone?: string | undefined
}

/** Why a delivery was not offered the lead. `words` is the sentence a person reads, with the lead's own value. */
export type Exclusion =
  | { readonly why: 'notActive'; readonly words: string }
  | { readonly why: 'manual'; readonly words: string }
  | { readonly why: 'buyerNotActive'; readonly words: string }
  | { readonly why: 'rule'; readonly words: string }
  | { readonly why: 'cap'; readonly words: string; readonly cap: CapSnapshot }
  | { readonly why: 'schedule'; readonly words: string; readonly opensAt: string | null }
  | { readonly why: 'alreadySold'; readonly words: string }
  | { readonly why: 'returned'; readonly words: string }
  | { readonly why: 'notInRoute'; readonly words: string }
  /** Its set-up does not compile. */
  | { readonly why: 'faulty'; readonly words: string }

export interface Considered {
  readonly delivery: string
  readonly buyer: string | null
  /** Null: eligible. */
  readonly excluded: Exclusion | null
  /** Reasons that an operator waived. */
  readonly waived: readonly Exclusion[]
  /** Eligible, but only to be sent at this instant (outside hours or cap full, and the delivery holds). */
  readonly holdUntil: string | null
  readonly holdReason: string | null
  /** Held because a cap is full: it may go earlier when a place comes free. */
  readonly waitsForPlace?: boolean | undefined
  /** Caps looked at, as they stood. */
  readonly caps: readonly CapSnapshot[]
}

/** The route with everything that is not eligible taken out. */
export type Plan =
  | { readonly kind: 'offer'; readonly delivery: string }
  | { readonly kind: 'all'; readonly of: readonly Plan[] }
  | { readonly kind: 'first'; readonly maxSales: number; readonly of: readonly Plan[] }

export interface Decision {
  readonly decidedAt: string
  /** Uniform in [0, 1), kept so that a replay chooses the same. */
  readonly draw: number
  readonly setupVersion: number
  readonly plan: Plan
  /** One line per delivery of the campaign, eligible or not. */
  readonly considered: readonly Considered[]
  /** What was found each time the route came to a later delivery, in order. */
  readonly later?: readonly LaterStep[] | undefined
}

export interface LaterStep {
  readonly at: string
  readonly delivery: string
  /** Null: it was offered the lead. */
  readonly excluded: Exclusion | null
}

/** What an operator may waive. Redelivery waives caps; rules are waived only when asked. */
export interface Waivers {
  readonly caps: boolean
  readonly rules: boolean
  readonly schedule: boolean
  readonly onlyDelivery: string | null
}

export const noWaivers: Waivers = { caps: false, rules: false, schedule: false, onlyDelivery: null }

/** How far an offer has come. `refused` covers everything after which the route goes on. */
export type OfferState = 'open' | 'accepted' | 'refused'

export type NextStep =
  | { readonly kind: 'offer'; readonly deliveries: readonly [string, ...string[]] }
  /** Offers are under way; their results decide. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'done' }
