// What one bench found out.

import type { Percentiles } from './histogram.ts'

export interface Measured {
  readonly name: string
  /** What a unit of `perSecond` is: "committed" or "booked", for example. Null for a bench that is not about throughput. */
  readonly perSecond: { readonly what: string; readonly value: number } | null
  /** Request to answer, as the sender saw it. */
  readonly answerMs: Percentiles | null
  /** Receipt to booked outcome, as the database has it. */
  readonly journeyMs: Percentiles | null
  /** Processor time that went to processes outside the bench, in per cent of the machine's. */
  readonly foreignPercent: number | null
  readonly peakMemoryMb: number | null
  /** Leads counted at both ends and in between; all must be equal. */
  readonly counts: readonly Count[]
  /** Other numbers, in the order of printing. */
  readonly notes: readonly Note[]
  readonly problems: readonly string[]
}

export interface Count {
  readonly where: string
  readonly leads: number
}

export interface Note {
  readonly what: string
  readonly value: string
}
