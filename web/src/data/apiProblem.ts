import type { ProblemItem } from '@switchyard/contract/problem.ts'

export type { ProblemItem }

/** A refusal or failure as the server told it (RFC 9457), or the network's own when no answer came (status 0). */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | null
  readonly errors: readonly ProblemItem[]

  constructor(problem: {
    status: number
    code: string
    message: string
    requestId?: string | null
    errors?: readonly ProblemItem[]
  }) {
    super(problem.message)
    this.name = 'ApiProblem'
    this.status = problem.status
    this.code = problem.code
    this.requestId = problem.requestId ?? null
    this.errors = problem.errors ?? []
  }
}
