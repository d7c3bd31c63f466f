// The `Prefer: wait=N` header (RFC 7240): how long the caller wants to wait for settlement.

const longestWaitSeconds = 60

/** Milliseconds, at most 60 seconds; 0 without the header. */
export function preferWaitMs(header: string | readonly string[] | undefined): number {
  const text = typeof header === 'string' ? header : (header?.join(',') ?? '')
  const seconds = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})/i.exec(text)?.[1]
  return seconds === undefined ? 0 : Math.min(Number(seconds), longestWaitSeconds) * 1000
}
