// Which fault comes when. Pure: the same seed makes the same storm.

import { assertNever } from '@switchyard/core/assert.ts'

import { createDraws, shuffled } from './draws.ts'
import { type Fault, type FaultKind, moods, type PlannedFault } from './fault.ts'

export interface StormPlan {
  readonly seed: number
  readonly durationMs: number
  readonly faults: number
  readonly deliveries: readonly string[]
  readonly workers: number
}

/** Drawn from again and again, shuffled each time: nothing is left out for long, and the order is always another. */
const deck: readonly FaultKind[] = [
  ...of(8, 'killWorker'),
  ...of(3, 'killApi'),
  ...of(3, 'buyer'),
  ...of(2, 'restartDatabase'),
  'freezeWorker',
  'stopWorker',
  'stopApi',
  'terminateBackends',
  'stallDatabase',
  'cutDatabase',
  'redeliver',
  'editDelivery',
  'editLead',
]

/** Evenly spread with a jitter of half a step. Refuses nothing; no faults is a calm day. */
export function planStorm(plan: StormPlan): PlannedFault[] {
  const draw = createDraws(plan.seed)
  const stepMs = plan.durationMs / Math.max(1, plan.faults)
  let cards: FaultKind[] = []
  let restarts = Math.floor(draw() * 3)
  return Array.from({ length: plan.faults }, (_, place) => {
    if (cards.length === 0) cards = shuffled(deck, draw)
    // Filled a line above.
    const kind = cards.pop() as FaultKind
    if (kind === 'restartDatabase') restarts += 1
    const atMs = Math.round((place + 0.25 + draw() / 2) * stepMs)
    return { atMs, fault: faultOf(kind, plan, draw, restarts) }
  })
}

function faultOf(kind: FaultKind, plan: StormPlan, draw: () => number, restarts: number): Fault {
  const upTo = (most: number) => Math.floor(draw() * most)
  const oneOf = <T>(list: readonly T[]) => list[upTo(list.length)] as T
  switch (kind) {
    case 'killWorker':
    case 'stopWorker':
      return { kind, worker: upTo(plan.workers) }
    case 'killApi':
    case 'stopApi':
    case 'cutDatabase':
      return { kind }
    case 'freezeWorker':
      // Every other one longer than the fifteen seconds of a lease.
      return { kind, worker: upTo(plan.workers), forMs: draw() < 0.5 ? 1_000 + upTo(6_000) : 16_000 + upTo(4_000) }
    case 'restartDatabase':
      return { kind, mode: restarts % 3 === 0 ? 'fast' : 'immediate' }
    case 'terminateBackends':
      return { kind, share: 0.2 + draw() * 0.8 }
    case 'stallDatabase':
      return { kind, forMs: 1_000 + upTo(9_000), old: draw() < 0.5 ? 'dead' : 'goOn' }
    case 'buyer':
      return {
        kind,
        delivery: oneOf(plan.deliveries),
        mood: oneOf(moods),
        share: 0.1 + draw() * 0.3,
        forMs: 2_000 + upTo(8_000),
      }
    case 'redeliver':
      return { kind, delivery: oneOf(plan.deliveries), count: 5 + upTo(45), seed: upTo(1_000_000) }
    case 'editDelivery':
      return { kind, delivery: oneOf(plan.deliveries), concurrency: 4 + upTo(28) }
    case 'editLead':
      return { kind, place: draw() }
    default:
      return assertNever(kind)
  }
}

function of(count: number, kind: FaultKind): FaultKind[] {
  return Array.from({ length: count }, () => kind)
}
