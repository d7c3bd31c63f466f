// What one of several workers may use of a limit that holds over all of them.

export interface WorkerRank {
  /** From 0, in an order that all workers see alike. */
  readonly rank: number
  /** How many there are, 1 at least. */
  readonly workers: number
}

/**
 * This worker's part of `total` places. The parts of all ranks add up to `total`; who gets the odd ones goes by `turn` (any whole
 * number, the same for all workers), so that with few places different destinations go to different workers.
 */
export function workerShare(total: number, { rank, workers }: WorkerRank, turn: number): number {
  const place = (rank + turn) % workers
  return Math.floor(total / workers) + (place < total % workers ? 1 : 0)
}
