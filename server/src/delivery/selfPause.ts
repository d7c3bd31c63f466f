// What this process itself can bear. A fault of ours (no file handle left, no room for the journal) says nothing about the
// destination: the whole worker pauses for a moment and goes on with fewer calls at once.

export interface SelfPause {
  /** Nothing may begin now. */
  readonly isOn: boolean
  /** How many calls may be under way at once. */
  readonly limit: number
  /** A call could not begin because of us, with so many under way. */
  failed(underWay: number): void
  /** A call got out. */
  worked(): void
}

export interface SelfPauseOptions {
  /** Monotonic milliseconds. */
  readonly now: () => number
  /** Told when a pause begins. */
  readonly onPause: (pause: { readonly forMs: number; readonly limit: number }) => void
}

const firstPauseMs = 1_000
const longestPauseMs = 30_000
const fewestCalls = 4
/** Above this the slots themselves are the limit. */
const mostCalls = 256

/** The pause doubles with each failure that follows one without a call in between; each call that gets out allows one more. */
export function createSelfPause({ now, onPause }: SelfPauseOptions): SelfPause {
  let untilMs = 0
  let lastPauseMs = 0
  let limit = Number.POSITIVE_INFINITY
  return {
    get isOn() {
      return now() < untilMs
    },
    get limit() {
      return limit
    },
    failed(underWay) {
      // Those that were on their way when the first one failed fail for the same reason.
      if (now() < untilMs) return
      lastPauseMs = Math.min(longestPauseMs, lastPauseMs === 0 ? firstPauseMs : lastPauseMs * 2)
      untilMs = now() + lastPauseMs
      limit = Math.max(fewestCalls, Math.floor(Math.min(limit, underWay) / 2))
      onPause({ forMs: lastPauseMs, limit })
    },
    worked() {
      if (limit === Number.POSITIVE_INFINITY || now() < untilMs) return
      lastPauseMs = 0
      limit = limit + 1 > mostCalls ? Number.POSITIVE_INFINITY : limit + 1
    },
  }
}
