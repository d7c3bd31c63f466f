// What was slow to read is kept for a while; what was quick is read anew each time, so that small accounts always see what is.

const slowMs = 50
const keepMs = 60_000
const mostKept = 200

export interface Kept<T> {
  /** Answers what is kept under the key, else reads it. Two callers at once read twice; a failed read keeps nothing. */
  get(key: string, read: () => Promise<T>): Promise<T>
}

/** `nowMs`: a clock that never goes back. */
export function keepSlow<T>(nowMs: () => number): Kept<T> {
  const kept = new Map<string, { readonly value: T; readonly untilMs: number }>()
  return {
    async get(key, read) {
      const startedMs = nowMs()
      const known = kept.get(key)
      if (known && startedMs < known.untilMs) return known.value
      kept.delete(key)
      const value = await read()
      const endedMs = nowMs()
      if (endedMs - startedMs < slowMs) return value
      if (kept.size >= mostKept) kept.clear()
      kept.set(key, { value, untilMs: endedMs + keepMs })
      return value
    },
  }
}
