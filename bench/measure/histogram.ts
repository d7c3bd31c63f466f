// Latencies of a run in a fixed amount of memory: buckets that grow by 2 %, so that a percentile is off by 2 % at most.

export interface Histogram {
  /** Milliseconds. */
  add(valueMs: number): void
  readonly percentiles: () => Percentiles
}

/** Milliseconds; zero where nothing was measured. */
export interface Percentiles {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

const smallestMs = 0.01
const growth = 1.02
/** 0.01 ms × 1.02^1000 is more than an hour. */
const bucketCount = 1000

export function createHistogram(): Histogram {
  const buckets = new Uint32Array(bucketCount)
  let count = 0
  let maxMs = 0

  function percentile(share: number): number {
    const rank = Math.ceil(count * share)
    let seen = 0
    for (let index = 0; index < bucketCount; index += 1) {
      seen += buckets[index] ?? 0
      if (seen >= rank) return Math.min(upperEdgeMs(index), maxMs)
    }
    return maxMs
  }

  return {
    add(valueMs) {
      const index = bucketOf(valueMs)
      buckets[index] = (buckets[index] ?? 0) + 1
      count += 1
      maxMs = Math.max(maxMs, valueMs)
    },
    percentiles: () => ({ p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99), max: maxMs }),
  }
}

function bucketOf(valueMs: number): number {
  if (valueMs <= smallestMs) return 0
  return Math.min(bucketCount - 1, Math.ceil(Math.log(valueMs / smallestMs) / Math.log(growth)))
}

function upperEdgeMs(index: number): number {
  return smallestMs * growth ** index
}
