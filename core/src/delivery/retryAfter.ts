const longestWaitMs = 6 * 3_600_000

/**
 * How long a `Retry-After` header asks to wait (RFC 9110 section 10.2.3: seconds or an HTTP date), in milliseconds and at
 * most 6 hours. Null without a header, for what cannot be read, and for a time that is not ahead.
 */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null
  const text = header.trim()
  const waitMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : httpDate(text) - now.getTime()
  return waitMs > 0 ? Math.min(Math.ceil(waitMs), longestWaitMs) : null
}

/** NaN for anything that is not written like a date: Date.parse alone would read "-5" as one. */
function httpDate(text: string): number {
  return /^[A-Za-z]{3,9},? .*\d{2}:\d{2}:\d{2}/.test(text) ? Date.parse(text) : Number.NaN
}
