// Whether a failure says nothing about the work: the same again, a moment later, may well go through.

import { problemOf } from '../http/failure.ts'
import { Problem } from '../http/problem.ts'

/** Serialization failure, deadlock, lock not available. */
const collisions = new Set(['40001', '40P01', '55P03'])

export function isTransient(error: unknown): boolean {
  if (error instanceof Problem) return false
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    if (collisions.has(error.code)) return true
    // Somebody else began to send the lead there in the same moment.
    if ('constraint_name' in error && error.constraint_name === 'dispatches_one_open') return true
  }
  return problemOf(error)?.status === 503
}
