import { assertNever } from '@switchyard/core/assert.ts'

import type { Outcome } from '../../readmission/outcome.ts'
import type { ItemResult } from '../action.ts'

/** A lead that is still refused is not done with: the job says failed, and why. */
export function resultOf(outcome: Outcome): ItemResult {
  switch (outcome.kind) {
    case 'accepted':
    case 'routed':
      return { kind: 'succeeded', outcome: outcome.kind, reason: null }
    case 'rejected':
    case 'quarantined':
    case 'errored':
    case 'unsold':
      return { kind: 'failed', outcome: outcome.kind, reason: outcome.reason }
    case 'leftOut':
      return { kind: 'leftOut', reason: outcome.reason }
    default:
      return assertNever(outcome)
  }
}
