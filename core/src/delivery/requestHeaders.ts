// Header names and values. A value with a line end or a character that headers cannot carry is refused, never cleaned.

import { TemplateError } from './placeholders.ts'
import { renderFailure, type RenderFailure } from './renderFailure.ts'

const token = /^[!#$%&'*+.^_`|~\w-]+$/
// oxlint-disable-next-line no-control-regex -- a tab is the one control character that a header value may hold
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/

/** RFC 9110 section 7.6.1 hop-by-hop fields, and what belongs to the connection or is ours to set. */
const notSettable = new Set(
  (
    'host content-length connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer ' +
    'transfer-encoding upgrade expect accept-encoding idempotency-key x-attempt'
  ).split(' '),
)

/** Why a header may not be set by a set-up document, or null. */
export function headerNameProblem(name: string): string | null {
  if (!token.test(name)) return `'${name}' is not a header name`
  return notSettable.has(name.toLowerCase()) ? `The header ${name} cannot be set` : null
}

/** @throws TemplateError for a name that may not be set. */
export function assertHeaderName(name: string): void {
  const problem = headerNameProblem(name)
  if (problem !== null) throw new TemplateError(problem)
}

/** The failure of a header value that cannot be sent as it is, or null. Its message does not repeat the value. */
export function headerValueFailure(name: string, value: string): RenderFailure | null {
  if (fieldValue.test(value)) return null
  const what = /[\r\n]/.test(value) ? 'holds a line end' : 'holds a character that a header cannot carry'
  return renderFailure('header_invalid', `The value of header ${name} ${what}`)
}

const secretName = /^(authorization|cookie|.*(api-?key|apikey|token|secret|password|passwd|signature-key).*)$/i

/** Headers that hold credentials by their name, also when somebody wrote them into the document by hand. */
export function isSecretHeader(name: string): boolean {
  return secretName.test(name)
}
