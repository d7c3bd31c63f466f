// One request to our own server, with the session's cookie.

import { ApiProblem, type ProblemItem } from './apiProblem.ts'

export interface Sending {
  readonly query?: Readonly<Record<string, string>> | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Resolves with the parsed body, `null` when there is none. Throws ApiProblem for everything that is not 2xx. `Output` is
 * the contract's type of the endpoint: answers are not parsed a second time here, the server's tests hold it to the contract.
 */
export async function send<Output>(method: string, path: string, sending: Sending = {}): Promise<Output> {
  const query = new URLSearchParams(sending.query).toString()
  const response = await fetch(query === '' ? path : `${path}?${query}`, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...sending.headers,
      ...(sending.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: sending.body === undefined ? null : JSON.stringify(sending.body),
    signal: sending.signal ?? null,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem({ status: 0, code: 'unreachable', message: 'The server could not be reached.' })
  })
  return answerOf<Output>(response)
}

/** The parsed body of an answer of our own server, by whatever road it came. Throws ApiProblem for everything that is not 2xx. */
export async function answerOf<Output>(response: Response): Promise<Output> {
  const text = await response.text()
  const body = parse(text)
  // Safe as said above: same origin, same version, held to the contract by tests.
  if (response.ok) return body as Output
  throw toProblem(response, body)
}

function toProblem(response: Response, body: unknown): ApiProblem {
  const told: Readonly<Record<string, unknown>> = isRecord(body) ? body : {}
  return new ApiProblem({
    status: response.status,
    code: textOf(told['code']) ?? 'error',
    message: textOf(told['detail']) ?? textOf(told['title']) ?? `The server answered ${response.status}.`,
    requestId: textOf(told['requestId']) ?? response.headers.get('x-request-id'),
    errors: Array.isArray(told['errors']) ? told['errors'].filter(isProblemItem) : [],
  })
}

function parse(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's error page, for instance: the status alone says what happened.
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function isProblemItem(value: unknown): value is ProblemItem {
  return isRecord(value) && typeof value['path'] === 'string' && typeof value['message'] === 'string'
}
