// Refusals and failures as every endpoint tells them: RFC 9457 "application/problem+json".

import { z } from 'zod'

export const problemError = z
  .object({
    path: z.string().describe('Where the mistake stands, such as `fields[3].picklist`; empty for the whole document.'),
    code: z.string(),
    message: z.string().describe('A sentence for people.'),
  })
  .meta({ id: 'ProblemError' })

export const problem = z
  .object({
    type: z.string().describe('"about:blank": `code` says what happened.'),
    title: z.string().describe("The status in words, such as 'Not Found'."),
    status: z.int(),
    code: z.string().describe('Stable word for programs, such as `invalid`, `not_found`, `idempotency_mismatch`.'),
    detail: z.string().describe('What is wrong and, where it is known, what to do, in one or two sentences.'),
    errors: z.array(problemError).describe('Every mistake with its place; empty when there is no single place.'),
    requestId: z.string().describe("Names this request in the server's log."),
  })
  .meta({ id: 'Problem' })

export type ProblemDetail = z.output<typeof problem>
export type ProblemItem = z.output<typeof problemError>

/** Thrown by the client for every answer that is not 2xx; status 0 when no answer came at all. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly errors: readonly ProblemItem[]
  readonly requestId: string | null
  /** Seconds to wait before the next try, where the server said so. */
  readonly retryAfterSeconds: number | null

  constructor(problem: {
    readonly status: number
    readonly code: string
    readonly detail: string
    readonly errors?: readonly ProblemItem[] | undefined
    readonly requestId?: string | null | undefined
    readonly retryAfterSeconds?: number | null | undefined
    readonly cause?: unknown
  }) {
    super(problem.detail, { cause: problem.cause })
    this.name = 'ProblemError'
    this.status = problem.status
    this.code = problem.code
    this.errors = problem.errors ?? []
    this.requestId = problem.requestId ?? null
    this.retryAfterSeconds = problem.retryAfterSeconds ?? null
  }
}
