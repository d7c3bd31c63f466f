// What the checks said of a lead, as a row of a draft keeps it. Pure.

import { assertNever } from '@switchyard/core/assert.ts'
import { severityOf } from '@switchyard/core/drafts/severityOf.ts'
import type { Failure } from '@switchyard/core/lead/disposition.ts'

import type { Outcome } from '../readmission/outcome.ts'
import type { Verdict } from './draftRow.ts'

export function verdictOf(outcome: Outcome, failures: readonly Failure[]): Verdict {
  switch (outcome.kind) {
    case 'accepted':
    case 'routed':
      return { state: 'ready', code: null, reason: null, failures: [] }
    case 'rejected':
      return refusedVerdict(outcome.code, outcome.reason, failures)
    case 'quarantined':
    case 'errored':
      return { state: outcome.kind, code: outcome.code, reason: outcome.reason, failures: [] }
    case 'unsold':
    case 'leftOut':
      return leftOutVerdict(outcome.reason)
    default:
      return assertNever(outcome)
  }
}

export function refusedVerdict(code: string | null, reason: string | null, failures: readonly Failure[]): Verdict {
  const told = failures.map(({ code: own, field, message, suggestions }) => ({
    code: own,
    field,
    message,
    suggestions: [...suggestions],
    severity: severityOf(own),
  }))
  return { state: 'refused', code, reason, failures: told }
}

export function leftOutVerdict(reason: string): Verdict {
  return { state: 'leftOut', code: null, reason, failures: [] }
}

export const unchecked: Verdict = { state: 'unchecked', code: null, reason: null, failures: [] }
