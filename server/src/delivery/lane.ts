// One destination as the dispatcher sees it: what is under way, what is claimed and has not begun, and what may be on the queue.

import { createTurns, streams, type Turns } from '@switchyard/core/delivery/streams.ts'

import type { Claimed } from './claim.ts'
import { createGate, type Gate } from './gate.ts'
import { createPace, type Pace } from './pace.ts'

export interface Lane {
  readonly accountId: string
  readonly delivery: string
  underWay: number
  /** Claimed and not begun, by stream; the next is first. */
  readonly ahead: readonly Ahead[][]
  aheadCount: number
  /** By stream: what is ahead, and the places given out for fresh leads that are not committed yet. */
  readonly held: number[]
  /** There may be work on the queue, by stream. */
  readonly hungry: boolean[]
  /** How many the last claim brought, by stream. */
  readonly brought: number[]
  readonly turns: Turns
  readonly pace: Pace
  /** Set while the destination's rate makes the lane wait. */
  pause: NodeJS.Timeout | null
  gate: Gate
  /** Of the delivery that the gate knows: a changed delivery starts with a clean slate. */
  version: number
  /** See workerShare. */
  readonly turn: number
}

export interface Ahead {
  readonly work: Claimed
  readonly epoch: number
}

export function createLane(accountId: string, delivery: string): Lane {
  return {
    accountId,
    delivery,
    underWay: 0,
    ahead: streams.map(() => []),
    aheadCount: 0,
    held: streams.map(() => 0),
    hungry: streams.map(() => false),
    brought: streams.map(() => 0),
    turns: createTurns(),
    pace: createPace(),
    pause: null,
    gate: createGate(1),
    version: 0,
    turn: turnOf(`${accountId}:${delivery}`),
  }
}

export function pushAhead(lane: Lane, entry: Ahead, nowMs: number): void {
  const { stream } = entry.work
  const queue = lane.ahead[stream]
  if (!queue) throw new Error(`There is no stream ${stream}`)
  if (queue.length === 0) lane.turns.waits(stream, nowMs)
  queue.push(entry)
  lane.aheadCount += 1
  hold(lane, stream, 1)
}

/** The next one to begin, or undefined when none is at hand. */
export function shiftAhead(lane: Lane, nowMs: number): Ahead | undefined {
  const stream = lane.turns.next(lane.ahead, nowMs)
  const entry = stream === null ? undefined : lane.ahead[stream]?.shift()
  if (stream === null || !entry) return undefined
  lane.aheadCount -= 1
  hold(lane, stream, -1)
  return entry
}

/** Everything that was at hand, in the order in which it came. */
export function takeAllAhead(lane: Lane): Claimed[] {
  const entries = lane.ahead.flatMap((queue) => queue.splice(0))
  lane.aheadCount = 0
  for (const { work } of entries) hold(lane, work.stream, -1)
  return entries.map(({ work }) => work)
}

/** Counts places of a stream that are given out or free again. */
export function hold(lane: Lane, stream: number, places: number): void {
  lane.held[stream] = (lane.held[stream] ?? 0) + places
}

export function heldCount({ held }: Lane): number {
  let sum = 0
  for (const places of held) sum += places
  return sum
}

/** FNV-1a: any number that all processes compute alike and that spreads. */
function turnOf(key: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return hash >>> 0
}
