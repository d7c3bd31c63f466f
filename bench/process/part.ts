// The processes that a bench is made of, and what is said between them and the bench. Both ends take their types from here.

import type { Percentiles } from '../measure/histogram.ts'

/** A file that runs in a process of its own (process/parent.ts) when a bench starts it (process/child.ts). */
export interface Part<Settings, Ready, Order, Answer> {
  /** Below bench/. */
  readonly file: string
  /** For the compiler alone; never set. */
  readonly says?: { readonly settings: Settings; readonly ready: Ready; readonly order: Order; readonly answer: Answer }
}

export const loadPart: Part<LoadSettings, object, LoadOrder, LoadReport> = { file: 'load.ts' }
export const buyerPart: Part<BuyerSettings, Listening, object, BuyerCount> = { file: 'buyer.ts' }
export const floorPart: Part<FloorSettings, Listening, object, object> = { file: 'floor/server.ts' }

export interface Listening {
  readonly origin: string
}

export interface LoadSettings {
  readonly origin: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly connections: number
}

export interface LoadOrder {
  readonly seconds: number
  /** Number of the first lead; the report says where to go on. */
  readonly firstNumber: number
}

export interface LoadReport {
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** From the first request to the last answer. */
  readonly elapsedMs: number
  readonly sent: number
  /** By HTTP status; 0 stands for a request without an answer. */
  readonly byStatus: Readonly<Record<number, number>>
  readonly answerMs: Percentiles
  readonly nextNumber: number
}

export interface BuyerSettings {
  readonly delayMs: number
}

export interface BuyerCount {
  readonly requests: number
  /** Different Idempotency-Keys: one per lead and delivery, whatever the number of tries. */
  readonly distinct: number
}

export interface FloorSettings {
  readonly databaseUrl: string
  readonly buyerOrigin: string
}
