// A delivery goes draft → tested → active. Only a passed test, or an admin who takes it on himself, leads out of draft.

import type { Scope } from '@switchyard/contract/endpoint.ts'
import type { Problem } from '@switchyard/core/setup/problem.ts'

import type { Draft } from './validate/document.ts'

export type Activation =
  | { readonly kind: 'fine' }
  /** An admin made it active although no test has passed: to be logged. */
  | { readonly kind: 'override' }
  | { readonly kind: 'refused'; readonly problem: Problem }

/** `stored`: the document that is replaced, null when there was none. */
export function activation(draft: Draft, stored: unknown, scope: Scope): Activation {
  if (draft.kind !== 'delivery' || draft.doc.status === 'draft' || statusOf(stored) !== 'draft') return { kind: 'fine' }
  if (scope === 'admin') return draft.doc.status === 'active' ? { kind: 'override' } : { kind: 'fine' }
  const message = 'A delivery leaves draft when a test of it has passed; an admin may override that.'
  return { kind: 'refused', problem: { path: 'status', code: 'test_needed', message } }
}

function statusOf(stored: unknown): string {
  if (typeof stored !== 'object' || stored === null || !('status' in stored)) return 'draft'
  return String(stored.status)
}
