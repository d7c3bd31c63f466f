// A made-up lead and what is expected of it.

import type { DispositionCode } from '../lead/disposition.ts'

/** Where on its way a lead is looked at. */
export type PreflightHop =
  'receive' | 'clean' | 'check' | 'filter' | 'suppression' | 'dedupe' | 'route' | 'render' | 'send'

export interface PreflightLead {
  /** As a supplier would send them. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly source: string | null
  /** When it comes in; null: now. */
  readonly at: Date | null
}

export type Expectation =
  /** No failure at all, and every delivery that takes it can make its request. */
  | { readonly kind: 'accepted' }
  /** Nothing is wrong with the field, and the requests can be made. `value`: what it becomes, where that is known. */
  | { readonly kind: 'passes'; readonly field: string; readonly value?: string | undefined }
  | { readonly kind: 'refused'; readonly field: string; readonly codes: readonly DispositionCode[] }
  /** `number` counts from 1. */
  | { readonly kind: 'caught'; readonly filter: number; readonly action: 'reject' | 'quarantine' }
  | { readonly kind: 'notCaught'; readonly filter: number }
  | { readonly kind: 'suppressed'; readonly list: string }
  /** After `first` was accepted. */
  | { readonly kind: 'duplicate'; readonly first: PreflightLead }
  | { readonly kind: 'notDuplicate'; readonly first: PreflightLead }
  | { readonly kind: 'offered'; readonly delivery: string }
  | { readonly kind: 'notOffered'; readonly delivery: string; readonly why: 'rule' | 'schedule' }
  | { readonly kind: 'held'; readonly delivery: string }

export interface PreflightCase {
  /** "Vehicle make: Ford" */
  readonly name: string
  /** The field, filter, rule or delivery it is made for. */
  readonly about: string
  readonly hop: PreflightHop
  readonly lead: PreflightLead
  /** What differs from the sample; null: left out. */
  readonly set: Readonly<Record<string, unknown>>
  readonly expect: Expectation
}

export interface PreflightPlan {
  readonly sample: PreflightLead
  readonly cases: readonly PreflightCase[]
  /** What could not be tried, each with the reason. */
  readonly leftOut: readonly string[]
}
