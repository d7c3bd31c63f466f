// How a command that failed says so.

import { ProblemError } from '@switchyard/contract/problem.ts'

/** Sentences for people: the problem, each mistake with its place, and the request's id for the server's log. Pure. */
export function failureLines(error: unknown): string[] {
  if (!(error instanceof ProblemError)) return [error instanceof Error ? error.message : String(error)]
  const cure = cures[error.status]
  return [
    error.message,
    ...error.errors
      .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
      .filter((line) => line !== error.message)
      .map((line) => `  ${line}`),
    ...(cure === undefined ? [] : [cure]),
    ...(error.requestId === null ? [] : [`(request ${error.requestId})`]),
  ]
}

const cures: Readonly<Record<number, string>> = {
  0: 'Is the server running, and is SWITCHYARD_URL right? "switchyard doctor" looks.',
  401: 'SWITCHYARD_KEY is not a key of this server (or it was revoked or has expired).',
  403: 'The scope of SWITCHYARD_KEY does not allow this.',
}

/** The same for programs. Pure. */
export function failureJson(error: unknown): object {
  if (!(error instanceof ProblemError))
    return { error: { detail: error instanceof Error ? error.message : String(error) } }
  const { status, code, message, errors, requestId } = error
  return { error: { status, code, detail: message, errors, requestId } }
}
