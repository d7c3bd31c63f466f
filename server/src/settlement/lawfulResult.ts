// The table of transitions is asked before a result is written.

import { canMoveDispatch } from '@switchyard/core/delivery/transitions.ts'
import { dispatchStates, type DispatchState } from '@switchyard/core/lead/states.ts'

import type { Result } from './result.ts'

/** Results are written to dispatches in this state alone. */
const from: DispatchState = 'sending'
const allowed: ReadonlySet<DispatchState> = new Set(dispatchStates.filter((to) => canMoveDispatch(from, to)))

/**
 * The result as it is when the table allows its move. Otherwise we have a bug: it is told to the log, and the dispatch goes to
 * review with what the attempt really brought, for a person to decide. Left in `sending` it would be taken for lost and sent again.
 */
export function lawfulResult(result: Result, log: { error(fields: object, message: string): void }): Result {
  const to = result.next.kind === 'retry' ? 'queued' : result.next.state
  if (allowed.has(to)) return result
  const { dispatchId, attemptId } = result
  log.error({ dispatchId, attemptId, from, to }, 'a result asked for a move that the table of states does not allow')
  const told = result.next.reason === null ? '' : `: ${result.next.reason}`
  const reason = `The result asked for the state ${to}, which a dispatch that is being sent cannot take${told}`
  return { ...result, next: { kind: 'final', state: 'review', reason, price: null } }
}
