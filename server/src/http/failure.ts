// What an error that nobody meant to throw is to the caller.

import { Problem } from './problem.ts'

/** The database is away or cannot take more: nothing was stored, and trying again soon makes sense. */
const goneCodes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'EMFILE',
  'ENFILE',
  'ETIMEDOUT',
])

export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error
  const code = codeOf(error)
  if (code === null) return null
  // 53100 disk full, 53200 out of memory, 53300 too many connections, 57P0x shutting down or starting, 08 connection.
  if (code === '53100') return away('storage_full', 'There is no room to store this. Nothing was stored.')
  if (goneCodes.has(code) || /^(?:08|53|57P0)/.test(code)) {
    return away('unavailable', 'The database cannot be reached. Nothing was stored; try again in a moment.')
  }
  // 57014 the statement's time was up, 55P03 and 40P01 a lock that others held, 40001 others were quicker.
  if (['57014', '55P03', '40P01', '40001'].includes(code)) {
    return away('busy', 'The database took too long. Nothing was changed; try again in a moment, or ask for less.')
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Problem(413, 'too_large', 'The body is larger than allowed here')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_ERR_CTP_EMPTY_TYPE') {
    return new Problem(415, 'unsupported_media_type', 'Send the body as application/json')
  }
  if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') {
    return new Problem(400, 'invalid_length', 'The body is not as long as Content-Length says')
  }
  return null
}

function away(code: string, detail: string): Problem {
  return new Problem(503, code, detail, { headers: { 'retry-after': '1' } })
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) {
    for (const inner of error.errors) {
      const code = codeOf(inner)
      if (code !== null) return code
    }
  }
  return null
}
