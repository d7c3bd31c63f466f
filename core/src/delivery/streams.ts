// The streams of work that share one destination, and who goes next.

/**
 * In the order in which they go when all else is equal. `fresh` are live leads that came a moment ago; `waited` are live leads
 * that the destination could not take at once: after an outage a fresh lead is worth more than one that is old already.
 */
export const streams = ['fresh', 'waited', 'retry', 'redelivery', 'bulk'] as const
export type Stream = (typeof streams)[number]

/** By stream, in the order of `streams`. */
export type PerStream = readonly [number, number, number, number, number]

/** Parts of a hundred; the two live streams have 70 together (reliability.md 5.4). */
export const streamWeights: PerStream = [55, 15, 15, 10, 5]

/** No stream that has work waits longer than this for one turn, however busy the others are. */
export const longestWithoutTurnMs = 2_000

/** A live lead counts as fresh for so long. */
export const freshForMs = 2_000

export interface Turns {
  /** A stream that had no work has some from now on. It starts where the others are, without credit for its idle time. */
  waits(stream: number, nowMs: number): void
  /**
   * The index of the stream that goes next, counted as gone; null when nothing waits. `waiting`: how many wait, by stream.
   * A stream that had no turn for 2 s goes first, the longest waiting before the others; else they go by their weights, and the
   * part of a stream without work goes to those that have some. `nowMs` is monotonic.
   */
  next(waiting: readonly { readonly length: number }[], nowMs: number): number | null
}

/** Stride scheduling: each turn moves a stream on by 1/weight, and the one that has come the least far is next. */
export function createTurns(): Turns {
  const passes = [0, 0, 0, 0, 0]
  const sinceMs = [0, 0, 0, 0, 0]
  /** How far the stream that went last had come. */
  let at = 0
  return {
    waits(stream, nowMs) {
      sinceMs[stream] = nowMs
      passes[stream] = Math.max(valueAt(passes, stream), at)
    },
    next(waiting, nowMs) {
      let least = -1
      let overdue = -1
      for (let stream = 0; stream < passes.length; stream += 1) {
        if ((waiting[stream]?.length ?? 0) === 0) continue
        if (least < 0 || valueAt(passes, stream) < valueAt(passes, least)) least = stream
        const isOverdue = nowMs - valueAt(sinceMs, stream) >= longestWithoutTurnMs
        if (isOverdue && (overdue < 0 || valueAt(sinceMs, stream) < valueAt(sinceMs, overdue))) overdue = stream
      }
      if (least < 0) return null
      const chosen = overdue < 0 ? least : overdue
      at = Math.max(at, valueAt(passes, least))
      passes[chosen] = valueAt(passes, chosen) + 1 / valueAt(streamWeights, chosen)
      sinceMs[chosen] = nowMs
      return chosen
    },
  }
}

/**
 * How many of one stream to take in hand so that `capacity` places are shared by weight among the streams that have work: this
 * one, those that may have some on the queue (`hungry`) and those that hold places already (`held`). At least one while it holds
 * none, so the places of all streams may come to a few more than `capacity`.
 */
export function roomFor(stream: number, capacity: number, hungry: readonly boolean[], held: readonly number[]): number {
  if (capacity <= 0) return 0
  let sum = 0
  for (let other = 0; other < streams.length; other += 1) {
    if (other === stream || hungry[other] || valueAt(held, other) > 0) sum += valueAt(streamWeights, other)
  }
  return Math.max(0, Math.ceil((capacity * valueAt(streamWeights, stream)) / sum) - valueAt(held, stream))
}

function valueAt(values: readonly number[], index: number): number {
  return values[index] ?? 0
}
