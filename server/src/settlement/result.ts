// What became of one attempt, on its way to being written.

import type { Answer, Understood } from '@switchyard/core/delivery/answer.ts'
import type { DispatchState } from '@switchyard/core/lead/states.ts'

export interface Result {
  readonly accountId: string
  readonly dispatchId: string
  readonly attemptId: string
  readonly attemptAt: Date
  readonly leadId: string
  readonly delivery: string
  readonly understood: Understood
  readonly durationMs: number
  /** As sent, secrets masked; null when it could not be rendered. */
  readonly request: StoredRequest | null
  readonly response: Answer | null
  readonly next: Next
}

export interface StoredRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** Where the dispatch goes from here. */
export type Next =
  | {
      readonly kind: 'final'
      readonly state: DispatchState
      readonly reason: string | null
      readonly price: bigint | null
    }
  | { readonly kind: 'retry'; readonly at: Date; readonly countsAsTry: boolean; readonly reason: string | null }

/** What of a body is kept; product.md section 4. */
export const storedBodyBytes = 64 * 1024
