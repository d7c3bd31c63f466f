// The processes of the engine bench: a sender with a clock, and buyers of every temper.

import type { Listening, Part } from '../process/part.ts'

export const pacedPart: Part<PacedSettings, object, PacedOrder, PacedReport> = { file: 'engine/paced.ts' }
export const engineBuyerPart: Part<object, Listening, EngineBuyerOrder, EngineBuyerCount> = {
  file: 'engine/buyer.ts',
}

export interface PacedSettings {
  readonly origin: string
  readonly key: string
  readonly connections: number
}

export interface PacedOrder {
  readonly seconds: number
  /** Taken in turn, so that each campaign gets an equal share; one that stands twice gets twice as much. */
  readonly campaigns: readonly string[]
  /** Null: as fast as the connections allow. */
  readonly perSecond: number | null
  /** Stops after so many whatever the time; null: the time alone decides. */
  readonly count: number | null
  readonly firstNumber: number
}

export interface PacedReport {
  readonly sent: number
  readonly elapsedMs: number
  readonly byStatus: Readonly<Record<number, number>>
  readonly nextNumber: number
  /** When each lead was due to be sent, milliseconds since 1970, from `firstNumber` on; empty without a pace. */
  readonly dueAtMs: readonly number[]
}

/** `refuse`: what /ok answers from now on. `reportFrom`: arrivals of leads from this number on are told. */
export interface EngineBuyerOrder {
  readonly refuse?: boolean
  readonly reportFrom?: number
}

export interface EngineBuyerCount {
  readonly requests: number
  /** Different leads that were accepted, by path. */
  readonly accepted: Readonly<Record<string, number>>
  /** When a lead came first, milliseconds since 1970, by its number. */
  readonly arrivedAtMs: readonly (readonly [number, number])[]
}
