export interface Sample {
  /** Monotonic. */
  readonly atMs: number
  readonly mb: number
}

/** Least squares, in megabytes per minute; 0 for fewer than two moments. */
export function slopePerMinute(samples: readonly Sample[]): number {
  const meanMs = mean(samples.map(({ atMs }) => atMs))
  const meanMb = mean(samples.map(({ mb }) => mb))
  const spread = samples.reduce((sum, { atMs }) => sum + (atMs - meanMs) ** 2, 0)
  if (spread === 0) return 0
  const together = samples.reduce((sum, { atMs, mb }) => sum + (atMs - meanMs) * (mb - meanMb), 0)
  return (together / spread) * 60_000
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
