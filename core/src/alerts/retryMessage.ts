const delaysSeconds = [10, 60, 300, 900, 3_600, 7_200, 14_400, 28_800]
const dayMs = 86_400_000

/**
 * When a message that did not arrive is tried again: after 10 s, then ever later, each time spread by up to a quarter so that a
 * receiver that comes back is not met by all at once. Null when it would be more than a day after the first try.
 * @param tries how often it was tried, this time included
 * @param draw uniform in [0, 1)
 */
export function retryMessageAt(tries: number, createdAt: Date, now: Date, draw: number): Date | null {
  const delay = delaysSeconds[Math.min(tries, delaysSeconds.length) - 1] ?? 10
  const at = new Date(now.getTime() + delay * 1000 * (1 + draw / 4))
  return at.getTime() - createdAt.getTime() > dayMs ? null : at
}
