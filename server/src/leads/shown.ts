// A lead's page as the API tells it.

import type { AttemptOutcome, DispatchState } from '@switchyard/core/lead/states.ts'
import type { Decision } from '@switchyard/core/routing/decision.ts'

import type { ShownConsentChange } from '../consent/history.ts'
import type { Origin } from '../intake/incoming.ts'
import type { ListedLead } from './list.ts'

export interface ShownAttempt {
  readonly id: string
  readonly number: number
  readonly at: string
  readonly durationMs: number | null
  readonly outcome: AttemptOutcome | null
  readonly reason: string | null
  readonly rule: number | null
  readonly leadRevision: number
  /** What came after the attempt had been given up. */
  readonly late: { readonly outcome: AttemptOutcome; readonly reason: string | null; readonly at: string } | null
  readonly request: { method: string; url: string; headers: Record<string, string>; body: string | null } | null
  readonly response: { status: number; headers: Record<string, string>; body: string; truncated: boolean } | null
}

export interface ShownDispatch {
  readonly id: string
  readonly delivery: string
  readonly buyer: string | null
  readonly state: DispatchState
  readonly reason: string | null
  readonly price: string | null
  readonly reference: string | null
  readonly tries: number
  readonly createdAt: string
  readonly dueAt: string | null
  readonly settledAt: string | null
  /** When its buyer gave the lead back. */
  readonly returnedAt: string | null
  readonly returnReason: string | null
  /** The job that made it. */
  readonly jobId: string | null
  /** Sent beside the caps, by a person's choice. */
  readonly overCap: boolean
  readonly skipRules: boolean
  readonly attempts: readonly ShownAttempt[]
}

export interface ShownMoney {
  readonly at: string
  readonly kind: string
  readonly debit: string
  readonly credit: string
  readonly amount: string
  readonly currency: string
  readonly buyer: string | null
  readonly supplier: string | null
  readonly dispatch: string | null
  readonly note: string | null
}

export interface ShownRevision {
  readonly revision: number
  readonly at: string
  readonly actor: string
  readonly reason: string
  readonly changes: Readonly<Record<string, { from: unknown; to: unknown }>>
}

export interface ShownLead extends ListedLead {
  readonly raw: Readonly<Record<string, unknown>>
  readonly origin: Origin
  readonly decision: Decision | null
  readonly dispatches: readonly ShownDispatch[]
  readonly money: readonly ShownMoney[]
  readonly revisions: readonly ShownRevision[]
  readonly consentHistory: readonly ShownConsentChange[]
  /** When a person decided to let the rejected lead be. */
  readonly keptAt: string | null
  readonly timeline: readonly TimelineEntry[]
}

export interface TimelineEntry {
  readonly at: string
  readonly kind: string
  /** Who or what did it: a person, a key, "system". */
  readonly actor: string
  /** One sentence. */
  readonly text: string
  /** Further lines, for what one sentence cannot hold. */
  readonly detail: readonly string[]
}
