// Joins what the buyers saw with what is on record: each request to the attempt that it was.

import type { Arrival, Dump, StoredAttempt, StoredDispatch } from './evidence.ts'

export interface Seen {
  readonly arrival: Arrival
  /** Null: there is none that it can have been. */
  readonly attempt: StoredAttempt | null
}

export interface DispatchStory {
  readonly dispatch: StoredDispatch
  /** In the order in which they were claimed. */
  readonly attempts: readonly StoredAttempt[]
  /** In the order in which they came. */
  readonly seen: readonly Seen[]
}

export interface Paired {
  readonly stories: readonly DispatchStory[]
  /** Requests for dispatches that are not in the database. */
  readonly strangers: readonly Arrival[]
}

/** The database and the buyers share a machine and its clock; an attempt that skips the queue is stamped before its commit. */
const clockToleranceMs = 50

/**
 * One story per dispatch. X-Attempt counts tries that count, so that two attempts of a dispatch can carry one number (the
 * first was throttled); then the newest that had been claimed when the request came is meant.
 */
export function pair(dump: Dump, arrivals: readonly Arrival[]): Paired {
  const attempts = Map.groupBy(dump.attempts, (attempt) => attempt.dispatchId)
  const byDispatch = Map.groupBy(arrivals, (arrival) => arrival.dispatchId)
  const known = new Set(dump.dispatches.map(({ id }) => id))
  return {
    stories: dump.dispatches.map((dispatch) => {
      const own = (attempts.get(dispatch.id) ?? []).toSorted(byId)
      const came = (byDispatch.get(dispatch.id) ?? []).toSorted((a, b) => a.atMs - b.atMs)
      return { dispatch, attempts: own, seen: came.map((arrival) => ({ arrival, attempt: attemptOf(own, arrival) })) }
    }),
    strangers: arrivals.filter(({ dispatchId }) => !known.has(dispatchId)),
  }
}

function attemptOf(attempts: readonly StoredAttempt[], { number, atMs }: Arrival): StoredAttempt | null {
  return attempts.findLast((attempt) => attempt.number === number && attempt.atMs <= atMs + clockToleranceMs) ?? null
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return Number(BigInt(a.id) - BigInt(b.id))
}
