// How a dispatch may change. Every change goes through this table, for one dispatch or for many.

import { dispatchStates, type DispatchState } from '../lead/states.ts'
import { canMove, type Transition } from '../lead/transitions.ts'

export const dispatchTransitions: readonly Transition<DispatchState>[] = [
  { from: ['queued'], to: 'sending', when: 'a worker took it' },
  {
    from: ['queued', 'sending'],
    to: 'held',
    when: 'outside hours, cap full, delivery paused, or a value has no mapping',
  },
  { from: ['held'], to: 'queued', when: 'released' },
  { from: ['sending'], to: 'queued', when: 'not sent, throttled or to be retried' },
  { from: ['sending', 'pending', 'review'], to: 'accepted', when: 'the buyer said yes' },
  { from: ['sending', 'pending', 'review'], to: 'rejected', when: 'the buyer said no' },
  { from: ['sending'], to: 'pending', when: 'taken, the result comes later' },
  { from: ['sending'], to: 'review', when: 'sent, and no answer is known' },
  { from: ['sending', 'pending', 'review'], to: 'failed', when: 'no usable answer' },
  { from: ['review'], to: 'queued', when: 'a person had it sent again' },
  { from: ['review'], to: 'pending', when: 'found to be taken, the result comes later' },
  { from: ['queued', 'held', 'sending'], to: 'skipped', when: 'our own rules, caps or hours kept it back' },
  {
    from: ['queued', 'held', 'sending', 'pending'],
    to: 'expired',
    when: 'too old to be sent, or the result never came',
  },
  { from: ['queued', 'held', 'review'], to: 'cancelled', when: 'cancelled, or the lead or delivery was deleted' },
  { from: ['failed', 'expired'], to: 'accepted', when: 'a late answer said yes' },
  { from: ['failed', 'expired'], to: 'rejected', when: 'a late answer said no' },
  { from: ['rejected'], to: 'accepted', when: 'newer word of the buyer said yes' },
  { from: ['accepted'], to: 'rejected', when: 'newer word of the buyer said no' },
]

/** Whether a dispatch may go from one state to another. Staying where it is, is no move. */
export function canMoveDispatch(from: DispatchState, to: DispatchState): boolean {
  return canMove(dispatchTransitions, from, to)
}

/**
 * The states from which a dispatch may come to `to`, in the order of `dispatchStates`. With `among`, those of them that the caller
 * moves: it throws when the table has no arrow for one, so that a statement which writes states cannot be built against the table.
 */
export function fromStates(to: DispatchState, among?: readonly DispatchState[]): readonly DispatchState[] {
  const allowed = dispatchStates.filter((from) => canMoveDispatch(from, to))
  const forbidden = among?.find((from) => !allowed.includes(from))
  if (forbidden !== undefined) throw new Error(`A dispatch may not go from ${forbidden} to ${to}`)
  return among ?? allowed
}
