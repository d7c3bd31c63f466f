// The text of docs/states.md, drawn from the tables that the program obeys.

import { dispatchTransitions } from '../delivery/transitions.ts'
import { attemptOutcomes, deliveryStatuses, dispatchStates, leadStatuses, soldStates } from './states.ts'
import { leadTransitions, type Transition } from './transitions.ts'

/** The whole document: a Mermaid diagram for each state machine, and the states that follow from others. */
export function drawStates(): string {
  return `# States

Drawn from the tables in \`core/src/lead/transitions.ts\` and \`core/src/delivery/transitions.ts\`; a test keeps them equal.
They say which changes of state are allowed. The conditions of the statements that write a dispatch's state are made from its table,
and a result is looked up in it before it is written.

## Lead status

${diagram(leadStatuses, leadTransitions, 'processing')}

## Dispatch state

A dispatch is one lead on its way through one delivery. Sending it anew makes a new dispatch; the newest one counts.

${diagram(dispatchStates, dispatchTransitions, 'queued')}

## What follows from others

- Attempt outcome, set once when an attempt ends: ${list(attemptOutcomes)}.
- Delivery status of a lead, from each delivery's newest dispatch: ${list(deliveryStatuses)}.
- Sold, from the dispatches that went to buyers: ${list(soldStates)}, or nothing when no buyer was concerned.
`
}

function diagram<State extends string>(
  states: readonly State[],
  transitions: readonly Transition<State>[],
  start: State,
): string {
  const arrows = transitions.flatMap(({ from, to, when }) => from.map((state) => `  ${state} --> ${to}: ${when}`))
  const ends = states.filter((state) => transitions.every(({ from }) => !from.includes(state)))
  const lines = [`  [*] --> ${start}`, ...arrows, ...ends.map((state) => `  ${state} --> [*]`)]
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n')
}

function list(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ')
}
