// Counts what a buyer gets, by the path that it was asked for.

export interface Tally {
  began(url: string): void
  ended(url: string): void
  of(url?: string): Counts
}

export interface Counts {
  readonly requests: number
  /** The most that were open at one moment. */
  readonly mostAtOnce: number
}

/** `of` answers for one URL (as in the request line), or for all together. Unknown URLs have had nothing. */
export function createTally(): Tally {
  const all = { requests: 0, open: 0, mostAtOnce: 0 }
  const byUrl = new Map<string, typeof all>()

  function countsOf(url: string): typeof all {
    const known = byUrl.get(url) ?? { requests: 0, open: 0, mostAtOnce: 0 }
    byUrl.set(url, known)
    return known
  }

  return {
    began(url) {
      for (const counts of [all, countsOf(url)]) {
        counts.requests += 1
        counts.open += 1
        counts.mostAtOnce = Math.max(counts.mostAtOnce, counts.open)
      }
    },
    ended(url) {
      for (const counts of [all, countsOf(url)]) counts.open -= 1
    },
    of(url) {
      const { requests, mostAtOnce } = url === undefined ? all : countsOf(url)
      return { requests, mostAtOnce }
    },
  }
}
