// What the checker looks at: the senders' log, the buyers' log, what the set-up promised, and the database at rest.

import type { AttemptOutcome, DeliveryStatus, DispatchState, LeadStatus, Sold } from '@switchyard/core/lead/states.ts'

/** One request of a sender. Repeats of a lead carry the same key. */
export interface SentTry {
  readonly key: string
  readonly campaign: string
  /** HTTP status; 0: no answer came. */
  readonly status: number
  /** Of an answer 201. */
  readonly leadId: string | null
  /** When the answer was there (or was given up), milliseconds since 1970. */
  readonly atMs: number
}

/** `none`: the connection hung or broke, the sender of the lead was told nothing. */
export type BuyerAnswer = 'accepted' | 'rejected' | 'duplicate' | 'throttled' | 'error' | 'none'

/** One request that a buyer has read to its end. */
export interface Arrival {
  /** Idempotency-Key. */
  readonly dispatchId: string
  /** X-Attempt. */
  readonly number: number
  readonly delivery: string
  readonly leadId: string
  readonly atMs: number
  readonly answer: BuyerAnswer
  /** The buyer has put the lead into his own books with this request, whatever he answered. */
  readonly took: boolean
}

/** What the set-up says of a delivery. */
export interface DeliveryTerms {
  readonly onUnknown: 'hold' | 'resend'
  /** 1/10,000 of the currency unit. */
  readonly priceUnits: bigint
  /** Leads in all; null: no limit. */
  readonly totalLimit: number | null
}

export interface Terms {
  readonly deliveries: ReadonlyMap<string, DeliveryTerms>
  /** By campaign: how many buyers one lead may be sold to; null: as many as there are. */
  readonly maxSales: ReadonlyMap<string, number | null>
}

export interface StoredLead {
  readonly id: string
  readonly campaign: string
  readonly status: LeadStatus
  readonly sold: Sold
  readonly deliveryStatus: DeliveryStatus
  readonly revenueUnits: bigint
  readonly payoutUnits: bigint
}

export interface StoredDispatch {
  readonly id: string
  readonly leadId: string
  readonly delivery: string
  readonly buyer: string | null
  readonly state: DispatchState
  readonly priceUnits: bigint | null
  /** Set when a person's job made it. */
  readonly jobId: string | null
  readonly overCap: boolean
  /** Scopes of the cap windows it has a place in: "delivery acme". */
  readonly places: readonly string[]
}

export interface StoredAttempt {
  readonly id: string
  readonly dispatchId: string
  readonly number: number
  /** When it was claimed. */
  readonly atMs: number
  readonly outcome: AttemptOutcome | null
  /** What came after it was given up. */
  readonly lateOutcome: AttemptOutcome | null
}

export interface LedgerRow {
  readonly kind: 'revenue' | 'payout' | 'revenueReversal' | 'payoutReversal' | 'adjustment'
  readonly leadId: string
  readonly dispatchId: string | null
  readonly units: bigint
}

export interface StoredWindow {
  readonly scope: string
  readonly period: string
  readonly reserved: number
  readonly used: number
  readonly overCap: number
}

/** Of one account, read in one snapshot when nothing is under way any more. */
export interface Dump {
  readonly leads: readonly StoredLead[]
  readonly dispatches: readonly StoredDispatch[]
  readonly attempts: readonly StoredAttempt[]
  readonly ledger: readonly LedgerRow[]
  readonly windows: readonly StoredWindow[]
}

export interface Evidence {
  readonly sent: readonly SentTry[]
  readonly arrivals: readonly Arrival[]
  readonly terms: Terms
  readonly database: Dump
}
