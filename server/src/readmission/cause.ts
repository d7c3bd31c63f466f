// Why a stored lead is taken in again, and what that makes of its acceptance.

import { assertNever } from '@switchyard/core/assert.ts'
import type { DispositionCode } from '@switchyard/core/lead/disposition.ts'
import type { WaivableCheck } from '@switchyard/core/screening/screened.ts'

export type Cause =
  /** Checked again after a fix, or with checks waived. */
  | { readonly kind: 'reprocess'; readonly waive: ReadonlySet<WaivableCheck>; readonly reason: string | null }
  /** A person let it out of quarantine. */
  | { readonly kind: 'release'; readonly reason: string | null }
  /** Tried again by itself after a fault of ours. */
  | { readonly kind: 'retry' }

/** The code of a lead that passes. */
export function acceptedAs(cause: Cause): DispositionCode {
  switch (cause.kind) {
    case 'reprocess':
      return cause.waive.size > 0 ? 'ACCEPT_LEAD_OVERRIDE' : 'ACCEPT_LEAD_AFTER_FIX'
    case 'release':
    case 'retry':
      return 'ACCEPT_LEAD'
    default:
      return assertNever(cause)
  }
}

export function waivedBy(cause: Cause): ReadonlySet<WaivableCheck> {
  return cause.kind === 'reprocess' ? cause.waive : new Set()
}

/** The kind of the event that tells of it; the list's activity filter knows the first two. */
export function eventKindOf(cause: Cause): 'resubmitted' | 'released' | 'retried' {
  switch (cause.kind) {
    case 'reprocess':
      return 'resubmitted'
    case 'release':
      return 'released'
    case 'retry':
      return 'retried'
    default:
      return assertNever(cause)
  }
}
