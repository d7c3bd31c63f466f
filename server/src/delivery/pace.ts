// A destination's rate limit: a bucket that holds one second's worth and fills as time goes.

export interface Pace {
  /** Takes one; milliseconds to wait when there is none. */
  take(perSecond: number, nowMs: number): number
}

export function createPace(): Pace {
  let tokens: number | null = null
  let filledMs = 0
  return {
    take(perSecond, nowMs) {
      // At least one token fits, or a rate below one a second would never send.
      const most = Math.max(1, perSecond)
      tokens = tokens === null ? most : Math.min(most, tokens + ((nowMs - filledMs) / 1000) * perSecond)
      filledMs = nowMs
      if (tokens < 1) return ((1 - tokens) / perSecond) * 1000
      tokens -= 1
      return 0
    },
  }
}
