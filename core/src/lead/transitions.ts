// How a lead's status may change. Every change goes through this table, for one lead or for many.

import type { LeadStatus } from './states.ts'

/** One arrow of a state machine: every `from` may become `to`, for the reason in `when`. */
export interface Transition<State extends string> {
  readonly from: readonly State[]
  readonly to: State
  readonly when: string
}

export const leadTransitions: readonly Transition<LeadStatus>[] = [
  { from: ['processing'], to: 'accepted', when: 'all checks passed' },
  { from: ['processing'], to: 'rejected', when: 'a check failed' },
  { from: ['processing'], to: 'quarantined', when: 'a filter sent it to quarantine' },
  { from: ['processing'], to: 'errored', when: 'our own fault while checking' },
  { from: ['errored'], to: 'processing', when: 'tried again' },
  { from: ['rejected'], to: 'processing', when: 'edited, or checked again' },
  { from: ['rejected', 'quarantined'], to: 'accepted', when: 'checked again and passed, or released' },
  { from: ['rejected'], to: 'quarantined', when: 'checked again and sent to quarantine' },
  { from: ['quarantined'], to: 'rejected', when: 'refused in review, or checked again and failed' },
  { from: ['accepted'], to: 'rejected', when: 'refused by the destination, or returned' },
]

/** Whether a lead may go from one status to another. Staying where it is, is no move. */
export function canMoveLead(from: LeadStatus, to: LeadStatus): boolean {
  return canMove(leadTransitions, from, to)
}

/** Whether a table has an arrow from one state to another. */
export function canMove<State extends string>(
  transitions: readonly Transition<State>[],
  from: State,
  to: State,
): boolean {
  return transitions.some((transition) => transition.to === to && transition.from.includes(from))
}
