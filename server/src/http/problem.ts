// Refusals as values that any handler may throw; told to the caller as RFC 9457 problem+json.

import { STATUS_CODES } from 'node:http'

import type { ProblemDetail, ProblemItem } from '@switchyard/contract/problem.ts'

export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: readonly ProblemItem[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { readonly errors?: readonly ProblemItem[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.errors = more.errors ?? []
    this.headers = more.headers ?? {}
  }
}

export function notFound(what: string): Problem {
  return new Problem(404, 'not_found', `${what} does not exist`)
}

/** For mistakes in what was sent; `detail` is the first of them. */
export function invalid(errors: readonly ProblemItem[], status: 400 | 422 = 400, code = 'invalid'): Problem {
  const [first] = errors
  const place = first && first.path !== '' ? `${first.path}: ` : ''
  const detail = first ? `${place}${first.message}` : 'The request is not valid'
  return new Problem(status, code, errors.length > 1 ? `${detail} (and ${errors.length - 1} more)` : detail, { errors })
}

export function problemBody(problem: Problem, requestId: string): ProblemDetail {
  return {
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    errors: [...problem.errors],
    requestId,
  }
}
